using CsCheck;
using Signal.Hosting.Settings;

namespace Signal.Hosting.Tests.Settings;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30", 30_000)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("250ms", 250)]
    [InlineData("2d", 172_800_000)]
    [InlineData(" 10 S ", 10_000)]
    [InlineData("0", 0)]
    [InlineData("0.25", 250)]
    [InlineData("00:00:30", 30_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void What_people_write_is_read(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("s")]
    [InlineData("-1")]
    [InlineData("-00:00:01")]
    [InlineData("5 minutes")]
    [InlineData("1e3")]
    [InlineData("1,5h")]
    [InlineData("NaN")]
    [InlineData("10675200d")]
    [InlineData("99999999999999999999999999999999999h")]
    [InlineData("25:99:00")]
    public void Everything_else_is_refused(string? text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(250, "250ms")]
    [InlineData(90_000, "90s")]
    [InlineData(300_000, "5m")]
    [InlineData(86_400_000, "1d")]
    public void They_are_written_in_the_largest_unit_that_fits(double milliseconds, string text) =>
        Assert.Equal(text, Duration.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void What_is_written_is_read_as_the_same() =>
        Gen.Long[0, TimeSpan.MaxValue.Ticks].Sample(ticks =>
            Duration.TryParse(Duration.Format(TimeSpan.FromTicks(ticks)), out var read) && read.Ticks == ticks);
}
