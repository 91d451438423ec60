using Signal.LoadTest.Figures;

namespace Signal.LoadTest.Tests;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(100, 0.50, 50)]
    [InlineData(100, 0.95, 95)]
    [InlineData(100, 0.99, 99)]
    [InlineData(100, 0.07, 7)]
    [InlineData(100, 0, 1)]
    [InlineData(100, 1, 100)]
    [InlineData(3, 0.50, 2)]
    [InlineData(4, 0.50, 2)]
    [InlineData(10, 0.95, 10)]
    [InlineData(1, 0.99, 1)]
    public void The_nearest_rank_of_1_to_n(int n, double share, double expected) =>
        Assert.Equal(expected, Percentiles.Of([.. Enumerable.Range(1, n).Select(value => (double)value)], share));

    [Fact]
    public void There_is_no_percentile_of_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.Of([], 0.5));
        Assert.Null(new Latencies().Summarize());
    }

    [Fact]
    public void A_summary_does_not_depend_on_the_order()
    {
        var latencies = new Latencies();
        foreach (var value in Enumerable.Range(1, 200).OrderBy(value => value * 7919 % 211))
        {
            latencies.Add(TimeSpan.FromMilliseconds(value));
        }

        Assert.Equal(new LatencySummary(200, 1, 100.5, 100, 190, 198, 200), latencies.Summarize());
    }
}
