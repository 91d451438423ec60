using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary><c>mediasoup_rpcCost</c> is read by several scrapers.</summary>
public sealed class RecentMeanTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Every_reader_sees_the_same()
    {
        var mean = new RecentMean(_time, 20);
        mean.Add(10);
        mean.Add(30);

        Assert.Equal((20, 20), (mean.Value, mean.Value));
    }

    [Fact]
    public void What_is_older_than_the_window_does_not_count()
    {
        var mean = new RecentMean(_time, 20);
        Assert.Equal(0, mean.Value);
        mean.Add(10);
        _time.Advance(TimeSpan.FromSeconds(10));
        mean.Add(40);
        Assert.Equal(25, mean.Value);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(40, mean.Value);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, mean.Value);
    }
}
