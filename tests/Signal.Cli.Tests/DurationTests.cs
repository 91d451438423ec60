using Signal.Cli.Commands;

namespace Signal.Cli.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    public void Seconds_minutes_hours_and_days(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("5x")]
    [InlineData("5mm")]
    [InlineData("1.5h")]
    [InlineData("99999999999")]
    public void Nothing_else(string text) => Assert.False(Durations.TryParse(text, out _));
}
