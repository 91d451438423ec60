using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>The metrics of RTP streams, from the statistics of a real worker.</summary>
public sealed class StreamSamplerTests : IDisposable
{
    private const string Packets = "signal.rtp.packets";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly NodeMetrics _metrics;
    private readonly MeterRecorder _recorder;

    public StreamSamplerTests()
    {
        _metrics = new NodeMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        _recorder = new MeterRecorder(_metrics.Meter);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MediaKind.Audio, "audio")]
    [InlineData(MediaKind.Video, "video")]
    public async Task Traffic_is_counted_once_by_direction_and_kind(MediaKind kind, string name)
    {
        await using var loop = await RtpLoop.StartAsync(kind);
        await loop.Consumer.ResumeAsync(Cancelled);
        var sampler = Sampler(100);
        sampler.Add(loop.Producer);
        sampler.Add(loop.Consumer);

        loop.Send(5);
        await sampler.SampleAsync(Cancelled);
        await sampler.SampleAsync(Cancelled);
        loop.Send(2);
        await sampler.SampleAsync(Cancelled);

        Assert.Equal((7, 7), (_recorder.Sum(Packets, $"inbound {name}"), _recorder.Sum(Packets, $"outbound {name}")));
        Assert.Equal(7 * RtpLoop.PacketBytes, _recorder.Sum("signal.rtp.io", $"inbound {name}"));
        Assert.NotEmpty(_recorder.Of("signal.rtp.jitter", $"inbound {name}"));
        Assert.All(_recorder.Of("signal.rtp.loss.ratio", $"inbound {name}"), loss => Assert.InRange(loss, 0, 1));
    }

    [Fact]
    public async Task What_a_client_reports_is_recorded_in_the_units_of_the_metrics()
    {
        await using var loop = await RtpLoop.StartAsync(MediaKind.Audio);
        await loop.Consumer.ResumeAsync(Cancelled);
        var sampler = Sampler(1);
        sampler.Add(loop.Consumer);
        loop.Send(5);
        loop.Report(fractionLost: 64, lost: 3, jitter: 480, TimeSpan.FromSeconds(1));

        await sampler.SampleAsync(Cancelled);

        Assert.Equal(3, _recorder.Sum("signal.rtp.packets.lost", "outbound audio"));
        Assert.Equal([0.25], _recorder.Of("signal.rtp.loss.ratio", "outbound audio"));
        Assert.Equal([0.01], _recorder.Of("signal.rtp.jitter", "outbound audio"));
        Assert.InRange(Assert.Single(_recorder.Of("signal.rtp.round_trip_time", "outbound audio")), 0.99, 60);
    }

    [Fact]
    public async Task One_round_reads_no_more_streams_than_configured_and_the_next_one_continues()
    {
        await using var first = await RtpLoop.StartAsync(MediaKind.Audio);
        await using var second = await RtpLoop.StartAsync(MediaKind.Audio);
        first.Send(1);
        second.Send(10);
        var sampler = Sampler(1);
        sampler.Add(first.Producer);
        sampler.Add(second.Producer);

        await sampler.SampleAsync(Cancelled);
        Assert.Equal(1, _recorder.Sum(Packets, "inbound audio"));
        await sampler.SampleAsync(Cancelled);
        Assert.Equal(11, _recorder.Sum(Packets, "inbound audio"));
    }

    [Fact]
    public async Task A_closed_stream_takes_no_turn()
    {
        await using var closed = await RtpLoop.StartAsync(MediaKind.Audio);
        await using var open = await RtpLoop.StartAsync(MediaKind.Audio);
        open.Send(10);
        var sampler = Sampler(1);
        sampler.Add(closed.Producer);
        sampler.Add(open.Producer);
        closed.Producer.Close();

        await sampler.SampleAsync(Cancelled);

        Assert.Equal(10, _recorder.Sum(Packets, "inbound audio"));
    }

    [Fact]
    public async Task A_dead_worker_does_not_end_the_round()
    {
        await using var dead = await RtpLoop.StartAsync(MediaKind.Audio);
        await using var live = await RtpLoop.StartAsync(MediaKind.Audio);
        live.Send(10);
        var sampler = Sampler(10);
        sampler.Add(dead.Producer);
        sampler.Add(live.Producer);
        dead.KillWorker();

        await sampler.SampleAsync(Cancelled);

        Assert.Equal(10, _recorder.Sum(Packets, "inbound audio"));
    }

    [Fact]
    public async Task It_samples_each_second_while_the_node_runs()
    {
        await using var loop = await RtpLoop.StartAsync(MediaKind.Audio);
        var time = new FakeTimeProvider();
        using var sampler = new StreamSampler(new RtpMetrics(_metrics), new TelemetryOptions(), time);
        sampler.Add(loop.Producer);
        loop.Send(3);
        await sampler.StartAsync(Cancelled);

        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return _recorder.Sum(Packets, "inbound audio") == 3;
            },
            "the stream was sampled");
        await sampler.StopAsync(Cancelled);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _services.Dispose();
    }

    private StreamSampler Sampler(int perSecond) => new(new RtpMetrics(_metrics), new TelemetryOptions { StreamsPerSecond = perSecond }, TimeProvider.System);
}
