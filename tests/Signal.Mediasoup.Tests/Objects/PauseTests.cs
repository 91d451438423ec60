using Signal.Mediasoup.Tests.Peers;

namespace Signal.Mediasoup.Tests.Objects;

/// <summary>The paused state when calls overlap or are cancelled.</summary>
public sealed class PauseTests(PeerFixture fixture) : IClassFixture<PeerFixture>
{
    private static readonly ProducerOptions Audio = new()
    {
        Kind = MediaKind.Audio,
        RtpParameters = new()
        {
            Codecs = [new() { MimeType = "audio/opus", PayloadType = 100, ClockRate = 48000, Channels = 2 }],
            Encodings = [new() { Ssrc = 1111 }],
        },
    };

    [Fact]
    public async Task Of_overlapping_calls_the_last_one_counts_here_and_in_the_worker()
    {
        await using var transport = await fixture.Router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Audio);
        var calls = new List<Task>();
        for (var i = 0; i < 100; i++)
        {
            calls.Add(producer.PauseAsync());
            calls.Add(producer.ResumeAsync());
        }

        calls.Add(producer.PauseAsync());
        await Task.WhenAll(calls);

        Assert.True(producer.Paused);
        Assert.True((await producer.DumpAsync()).Paused);
    }

    [Fact]
    public async Task A_pause_that_is_not_awaited_still_counts()
    {
        await using var transport = await fixture.Router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Audio);
        using var impatience = new CancellationTokenSource();

        var pausing = producer.PauseAsync(impatience.Token);
        await impatience.CancelAsync();
        var dump = await producer.DumpAsync();

        await Task.WhenAny(pausing);
        Assert.True(dump.Paused);
        Assert.True(producer.Paused);
    }
}
