using System.Collections.Immutable;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class ProducerTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_producer_is_what_its_parameters_say()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var announced = Signals.NextAsync<Producer>(handler => transport.Observer.OnNewProducer += handler);
        var audio = await transport.ProduceAsync(Media.Audio() with { Id = ProducerId.From("mine"), AppData = new() { ["a"] = 1 } });
        var video = await transport.ProduceAsync(Media.Video(1000, 2000, 3000) with { Paused = true, KeyFrameRequestDelay = TimeSpan.FromSeconds(1) });

        Assert.Same(audio, await announced);
        Assert.Equal(("mine", MediaKind.Audio, ProducerType.Simple, false), (audio.Id.Value, audio.Kind, audio.Type, audio.Paused));
        Assert.Equal((MediaKind.Video, ProducerType.Simulcast, true), (video.Kind, video.Type, video.Paused));
        Assert.Empty(video.Score);
        Assert.Equal("tests", video.RtpParameters.Rtcp.Cname);
        var dump = await video.DumpAsync();
        Assert.Equal((video.Id, MediaKind.Video, ProducerType.Simulcast, true), (dump.Id, dump.Kind, dump.Type, dump.Paused));
        Assert.Equal(video.RtpParameters.Encodings.Select(e => e.Ssrc), dump.RtpMapping.Encodings.Select(e => e.Ssrc));
        Assert.Equal(video.RtpParameters.Codecs, dump.RtpParameters.Codecs.ToArray());
    }

    [Fact]
    public async Task Wrong_producers_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        await transport.ProduceAsync(Media.Audio() with { Id = ProducerId.From("taken") });
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ProduceAsync(Media.Audio(2) with { Id = ProducerId.From("taken") }));
        await Assert.ThrowsAsync<RequestRejectedException>(() => transport.ProduceAsync(Media.Audio()));
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ProduceAsync(Media.Audio(3) with { Kind = (MediaKind)7 }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => transport.ProduceAsync(Media.Audio(4) with { KeyFrameRequestDelay = TimeSpan.FromSeconds(-1) }));
        var vp9 = Media.Video(5);
        await Assert.ThrowsAsync<UnsupportedException>(() => transport.ProduceAsync(vp9 with
        {
            RtpParameters = vp9.RtpParameters with { Codecs = [new RtpCodecParameters { MimeType = "video/VP9", PayloadType = 120, ClockRate = 90000 }] },
        }));
        Assert.Equal(1, router.ProducerCount);
    }

    [Fact]
    public async Task Pausing_is_reported_once()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var producer = await (await router.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var events = new List<string>();
        producer.Observer.OnPause += () => events.Add("pause");
        producer.Observer.OnResume += () => events.Add("resume");
        await producer.PauseAsync();
        await producer.PauseAsync();
        Assert.True(producer.Paused && (await producer.DumpAsync()).Paused);
        await producer.ResumeAsync();
        await producer.ResumeAsync();
        Assert.Equal(["pause", "resume"], events);
    }

    [Fact]
    public async Task Packets_give_scores_statistics_and_traces()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var producer = await (await router.CreateDirectTransportAsync()).ProduceAsync(Media.Audio());
        var score = Signals.NextAsync<ImmutableArray<ProducerScore>>(handler => producer.OnScore += handler);
        var observed = Signals.NextAsync<ImmutableArray<ProducerScore>>(handler => producer.Observer.OnScore += handler);
        var trace = Signals.NextAsync<ProducerTrace>(handler => producer.OnTrace += handler);
        await producer.EnableTraceEventAsync([ProducerTraceEventType.Rtp]);

        producer.Send(RtpSource.Packet(producer, 7));

        Assert.Equal(new ProducerScore { EncodingIdx = 0, Ssrc = 11111111, Score = 10 }, Assert.Single(await score));
        Assert.Equal((await score).ToArray(), await observed);
        Assert.Equal((await score).ToArray(), producer.Score);
        var traced = Assert.IsType<RtpTraceInfo>((await trace).Info);
        Assert.Equal((TraceDirection.In, (ushort)7), ((await trace).Direction, traced.RtpPacket.SequenceNumber));
        var stat = Assert.Single(await producer.GetStatsAsync());
        Assert.Equal(("inbound-rtp", 11111111u, "audio/opus", 1), (stat.Type, stat.Ssrc, stat.MimeType, stat.PacketCount));
        Assert.Equal(ProducerTraceEventType.Rtp, Assert.Single((await producer.DumpAsync()).TraceEventTypes));
        Assert.Equal("tests", Assert.Single((await producer.DumpAsync()).RtpStreams).Parameters.Cname);
        await Assert.ThrowsAsync<ArgumentException>(() => producer.EnableTraceEventAsync([(ProducerTraceEventType)99]));
    }

    [Fact]
    public async Task Sending_is_for_direct_transports()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var producer = await (await router.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        Assert.Throws<InvalidStateException>(() => producer.Send(new byte[20]));
        producer.Close();
        Assert.Throws<InvalidStateException>(() => producer.Send(new byte[20]));
    }
}
