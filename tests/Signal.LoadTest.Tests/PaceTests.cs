using Signal.LoadTest.Runs;

namespace Signal.LoadTest.Tests;

public sealed class PaceTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.1)]
    [InlineData(25, 2.5)]
    public void Without_a_ramp_operations_are_evenly_spaced(int number, double seconds) =>
        Assert.Equal(seconds, new Pace(10).DueAt(number).TotalSeconds, 3);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 4.472)]
    [InlineData(20, 8.944)]
    [InlineData(25, 10)]
    [InlineData(30, 11)]
    public void During_a_ramp_the_rate_grows_linearly(int number, double seconds) =>
        Assert.Equal(seconds, new Pace(5, TimeSpan.FromSeconds(10)).DueAt(number).TotalSeconds, 3);

    [Fact]
    public async Task Operations_that_are_late_are_made_up_for()
    {
        var started = 0;

        await new Pace(1e6).RunAsync(_ => ++started < 1000, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(1000, started);
    }
}
