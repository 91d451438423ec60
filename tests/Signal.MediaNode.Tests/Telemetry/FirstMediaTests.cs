using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>
/// The time to first media, measured on consumers of a real worker. A node that runs in parallel would listen to the meter: meters are found
/// by name.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FirstMediaTests : IDisposable
{
    private const string Instrument = "signal.peer.time_to_first_media";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly NodeMetrics _metrics;
    private readonly MeterRecorder _recorder;

    public FirstMediaTests()
    {
        _metrics = new NodeMetrics(_services.GetRequiredService<IMeterFactory>(), _time);
        _recorder = new MeterRecorder(_metrics.Meter);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MediaKind.Audio, "audio")]
    [InlineData(MediaKind.Video, "video")]
    public async Task The_first_packet_ends_the_wait(MediaKind kind, string name)
    {
        await using var loop = await RtpLoop.StartAsync(kind);
        FirstMedia(10).Measure(loop.Consumer, _time.GetTimestamp());
        await loop.Consumer.ResumeAsync(Cancelled);
        _time.Advance(TimeSpan.FromSeconds(3));

        loop.Send();

        await Eventually.TrueAsync(() => _recorder.Of(Instrument, name).Count > 0, "the wait was recorded");
        loop.Send(10);
        await NotTracedAsync(loop);
        Assert.Equal([3], _recorder.Of(Instrument, name));
    }

    [Fact]
    public async Task A_pause_of_the_sender_ends_the_measurement_without_a_value()
    {
        await using var loop = await RtpLoop.StartAsync(MediaKind.Audio);
        FirstMedia(10).Measure(loop.Consumer, _time.GetTimestamp());
        await loop.Consumer.ResumeAsync(Cancelled);

        await loop.Producer.PauseAsync(Cancelled);
        await NotTracedAsync(loop);
        await loop.Producer.ResumeAsync(Cancelled);
        loop.Send(10);
        await loop.Consumer.GetStatsAsync(Cancelled);

        Assert.Empty(_recorder.Of(Instrument, "audio"));
    }

    [Fact]
    public async Task No_more_consumers_are_traced_than_the_budget_allows()
    {
        await using var first = await RtpLoop.StartAsync(MediaKind.Audio);
        await using var second = await RtpLoop.StartAsync(MediaKind.Audio);
        var firstMedia = FirstMedia(1);

        firstMedia.Measure(first.Consumer, _time.GetTimestamp());
        firstMedia.Measure(second.Consumer, _time.GetTimestamp());

        Assert.NotEmpty((await first.Consumer.DumpAsync(Cancelled)).TraceEventTypes);
        Assert.Empty((await second.Consumer.DumpAsync(Cancelled)).TraceEventTypes);
    }

    [Fact]
    public async Task Nothing_is_traced_when_nobody_listens()
    {
        _recorder.Dispose();
        await using var loop = await RtpLoop.StartAsync(MediaKind.Audio);

        FirstMedia(10).Measure(loop.Consumer, _time.GetTimestamp());

        Assert.Empty((await loop.Consumer.DumpAsync(Cancelled)).TraceEventTypes);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _services.Dispose();
    }

    private FirstMedia FirstMedia(int perSecond) => new(_metrics, new TelemetryOptions { FirstMediaPerSecond = perSecond }, _time);

    private static Task NotTracedAsync(RtpLoop loop) => Eventually.TrueAsync(
        async () => (await loop.Consumer.DumpAsync(Cancelled)).TraceEventTypes.IsEmpty, what: "the consumer is no longer traced");
}
