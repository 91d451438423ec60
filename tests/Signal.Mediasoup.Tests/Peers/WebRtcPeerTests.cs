using System.Text;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>ICE, DTLS, SRTP and SCTP between a worker and an endpoint on another WebRTC stack.</summary>
public sealed class WebRtcPeerTests(PeerFixture fixture) : IClassFixture<PeerFixture>
{
    // A payload descriptor that starts partition 0, then the header of a key frame of 320 by 240 (RFC 7741, RFC 6386).
    private static readonly byte[] Vp8KeyFrame = [0x10, 0x50, 0x00, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00, 1, 2, 3];

    [Fact]
    public async Task A_transport_connects_and_what_the_peer_sends_arrives_in_the_clear()
    {
        await using var peer = await Peer.StartAsync();
        await using var transport = await fixture.CreateTransportAsync();
        var dtls = new Arrivals<DtlsState>();
        var ice = new Arrivals<IceState>();
        transport.OnDtlsStateChange += dtls.Add;
        transport.OnIceStateChange += ice.Add;

        var offered = await peer.SendOverAsync(transport, ["audio"]);
        await using var producer = await transport.ProduceAsync(new() { Kind = MediaKind.Audio, RtpParameters = offered[0] });
        var (consumer, packets) = await PeerFixture.ListenAsync(fixture.Router, producer);
        await peer.ReachAsync("connected");
        await dtls.NextAsync(state => state == DtlsState.Connected);
        await peer.SendRtpAsync(0, 7, 960, Encoding.ASCII.GetBytes("opus frame"));
        var packet = await packets.NextAsync();

        Assert.Equal("opus frame", Encoding.ASCII.GetString(packet.Payload));
        Assert.Equal(consumer.RtpParameters.Encodings[0].Ssrc, packet.Ssrc);
        Assert.Equal(consumer.RtpParameters.Codecs[0].PayloadType, packet.PayloadType);
        Assert.True(await ice.NextAsync() is IceState.Connected or IceState.Completed);
        Assert.Equal(DtlsState.Connected, transport.DtlsState);
        Assert.Equal("127.0.0.1", transport.IceSelectedTuple?.RemoteIp);
        Assert.Contains("BEGIN CERTIFICATE", transport.DtlsRemoteCert, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await producer.GetStatsAsync()).PacketCount);
        consumer.Close();
    }

    [Fact]
    public async Task What_this_process_produces_arrives_at_the_peer()
    {
        await using var peer = await Peer.StartAsync();
        await using var direct = await fixture.Router.CreateDirectTransportAsync();
        var producer = await direct.ProduceAsync(new()
        {
            Kind = MediaKind.Audio,
            RtpParameters = new()
            {
                Codecs = [new() { MimeType = "audio/opus", PayloadType = 111, ClockRate = 48000, Channels = 2 }],
                Encodings = [new() { Ssrc = 1111 }],
            },
        });
        await using var transport = await fixture.CreateTransportAsync();
        var consumer = await transport.ConsumeAsync(new() { ProducerId = producer.Id, RtpCapabilities = fixture.Router.RtpCapabilities });
        await peer.ReceiveOverAsync(transport, [consumer]);
        await peer.ReachAsync("connected");

        producer.Send(RtpPacket.Write(111, 1, 960, 1111, "from .NET"u8));
        var received = await peer.EventAsync("rtp");

        Assert.Equal("from .NET", Encoding.ASCII.GetString(Convert.FromBase64String((string)received["payload"]!)));
        Assert.Equal(consumer.RtpParameters.Encodings[0].Ssrc, (uint)received["ssrc"]!);
    }

    [Fact]
    public async Task Video_and_messages_go_from_one_peer_to_another()
    {
        await using var sender = await Peer.StartAsync();
        await using var receiver = await Peer.StartAsync();
        await using var from = await fixture.CreateTransportAsync();
        await using var to = await fixture.CreateTransportAsync();

        var offered = await sender.SendOverAsync(from, ["video"], new DataChannel(1, "chat"));
        var producer = await from.ProduceAsync(new() { Kind = MediaKind.Video, RtpParameters = offered[0] });
        var dataProducer = await from.ProduceDataAsync(new() { SctpStreamParameters = new() { StreamId = 1 }, Label = "chat" });
        var consumer = await to.ConsumeAsync(new() { ProducerId = producer.Id, RtpCapabilities = fixture.Router.RtpCapabilities });
        var dataConsumer = await to.ConsumeDataAsync(new() { DataProducerId = dataProducer.Id });
        var stream = dataConsumer.SctpStreamParameters!.StreamId;
        await receiver.ReceiveOverAsync(to, [consumer], new DataChannel(stream, "chat"));
        await Task.WhenAll(sender.ReachAsync("connected"), receiver.ReachAsync("connected"));
        await Task.WhenAll(OpenAsync(sender, 1), OpenAsync(receiver, stream));

        await sender.SendRtpAsync(0, 1, 3000, Vp8KeyFrame);
        await sender.SendTextAsync(1, "hello");
        await sender.SendBytesAsync(1, [1, 2, 3]);

        var frame = await receiver.EventAsync("rtp");
        Assert.Equal("video", (string?)frame["kind"]);
        Assert.EndsWith(Convert.ToHexString([1, 2, 3]), Convert.ToHexString(Convert.FromBase64String((string)frame["payload"]!)), StringComparison.Ordinal);
        Assert.Equal("hello", (string?)(await receiver.EventAsync("message", it => it["text"] is not null))["text"]);
        Assert.Equal("AQID", (string?)(await receiver.EventAsync("message", it => it["binary"] is not null))["binary"]);
        Assert.Equal(SctpState.Connected, from.SctpState);
    }

    [Fact]
    public async Task Messages_go_both_ways_between_a_peer_and_this_process()
    {
        await using var peer = await Peer.StartAsync();
        await using var transport = await fixture.CreateTransportAsync();
        await using var direct = await fixture.Router.CreateDirectTransportAsync();
        var ours = await direct.ProduceDataAsync(new() { Label = "out" });
        var consumer = await transport.ConsumeDataAsync(new() { DataProducerId = ours.Id });
        var stream = consumer.SctpStreamParameters!.StreamId;
        await peer.SendOverAsync(transport, [], new DataChannel(7, "in", Ordered: false, MaxRetransmits: 3), new DataChannel(stream, "out"));
        var theirs = await transport.ProduceDataAsync(new()
        {
            SctpStreamParameters = new() { StreamId = 7, Ordered = false, MaxRetransmits = 3 }, Label = "in",
        });
        var listener = await direct.ConsumeDataAsync(new() { DataProducerId = theirs.Id });
        var messages = new Arrivals<DataMessage>();
        listener.OnMessage += messages.Add;
        await Task.WhenAll(OpenAsync(peer, 7), OpenAsync(peer, stream));

        await peer.SendTextAsync(7, "zwölf");
        var text = await messages.NextAsync();
        await peer.SendBytesAsync(7, [4, 5, 6]);
        var bytes = await messages.NextAsync();
        ours.Send("dreizehn");
        ours.Send(new byte[] { 7, 8, 9 });

        Assert.Equal((51u, "zwölf"), (text.PayloadProtocolId, Encoding.UTF8.GetString(text.Data.Span)));
        Assert.Equal((53u, "040506"), (bytes.PayloadProtocolId, Convert.ToHexString(bytes.Data.Span)));
        Assert.Equal("dreizehn", (string?)(await peer.EventAsync("message", it => it["text"] is not null))["text"]);
        Assert.Equal("BwgJ", (string?)(await peer.EventAsync("message", it => it["binary"] is not null))["binary"]);
    }

    private static Task<System.Text.Json.Nodes.JsonNode> OpenAsync(Peer peer, int channel) =>
        peer.EventAsync("channel", it => (int)it["id"]! == channel && (string?)it["state"] == "open");
}
