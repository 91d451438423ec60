using Signal.Testing;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>RTP from and to GStreamer over plain transports.</summary>
public sealed class PlainPeerTests(PeerFixture fixture) : IClassFixture<PeerFixture>
{
    private const int Clock = 48000;

    [Fact]
    public async Task Sound_goes_from_one_gstreamer_over_a_router_to_another()
    {
        await SetupScript.RunAsync("apt.sh", ["gstreamer1.0-tools", "gstreamer1.0-plugins-base", "gstreamer1.0-plugins-good"]);
        await using var from = await fixture.Router.CreatePlainTransportAsync(new()
        {
            ListenInfo = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" },
            Comedia = true,
        });
        var producer = await from.ProduceAsync(new()
        {
            Kind = MediaKind.Audio,
            RtpParameters = new()
            {
                Codecs = [new() { MimeType = "audio/opus", PayloadType = 101, ClockRate = Clock, Channels = 2 }],
                Encodings = [new() { Ssrc = 1234 }],
            },
        });
        await using var to = await fixture.Router.CreatePlainTransportAsync(new()
        {
            ListenInfo = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" },
        });
        var consumer = await to.ConsumeAsync(new() { ProducerId = producer.Id, RtpCapabilities = fixture.Router.RtpCapabilities, Paused = true });
        var port = FreePort.Next();
        await to.ConnectAsync(new() { Ip = "127.0.0.1", Port = (ushort)port });
        var sound = Path.Combine(Path.GetTempPath(), $"signal-{Guid.NewGuid():N}.raw");
        var payloadType = consumer.RtpParameters.Codecs[0].PayloadType;

        await using var receiver = Launch(
            $"-e udpsrc address=127.0.0.1 port={port} num-buffers=50"
            + $" caps=application/x-rtp,media=audio,clock-rate={Clock},encoding-name=OPUS,payload={payloadType}"
            + $" ! rtpopusdepay ! opusdec ! audioconvert ! audio/x-raw,format=S16LE,channels=1 ! filesink location={sound}");
        await receiver.WaitForLineAsync("PLAYING");
        await consumer.ResumeAsync();
        var tuple = new Arrivals<TransportTuple>();
        from.OnTuple += tuple.Add;
        await using var sender = Launch(
            $"audiotestsrc is-live=true wave=sine ! audio/x-raw,rate={Clock},channels=2 ! opusenc ! rtpopuspay pt=101 ssrc=1234"
            + $" ! udpsink host=127.0.0.1 port={from.Tuple.LocalPort}");

        Assert.Equal("127.0.0.1", (await tuple.NextAsync()).RemoteIp);
        Assert.Equal(0, await receiver.WaitForExitAsync());
        Assert.True(Loudest(sound) > 1000, "the received audio is silent");
        Assert.True(Assert.Single(await producer.GetStatsAsync()).PacketCount > 40);
        File.Delete(sound);
    }

    private static ChildProcess Launch(string pipeline) =>
        ChildProcess.Start("gst-launch-1.0", pipeline.Split(' '), new Dictionary<string, string?> { ["LC_ALL"] = "C" });

    // The peak of 16-bit samples.
    private static int Loudest(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var loudest = 0;
        for (var i = 0; i + 1 < bytes.Length; i += sizeof(short))
        {
            loudest = Math.Max(loudest, Math.Abs((int)BitConverter.ToInt16(bytes, i)));
        }

        return loudest;
    }
}
