using System.Buffers.Binary;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class DirectTransportTests(WorkerFixture workers)
{
    [Fact]
    public async Task Rtp_goes_through_the_router_as_it_is()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router) });
        var packets = new List<byte[]>();
        var third = Signals.NextAsync<ReadOnlyMemory<byte>>(
            handler => consumer.OnRtp += handler,
            packet =>
            {
                packets.Add(packet.ToArray());
                return packets.Count == 3;
            });

        for (var sequence = 1; sequence <= 3; sequence++)
        {
            producer.Send(RtpSource.Packet(producer, sequence));
        }

        await third;
        // The first number is random, and 0 follows 65535 (RFC 3550, section 5.1).
        Assert.Equal([0, 1, 2], packets.Select(packet => (ushort)(SequenceOf(packet) - SequenceOf(packets[0]))));
        Assert.All(packets, packet => Assert.Equal(consumer.RtpParameters.Codecs[0].PayloadType, packet[1] & 0x7F));
        Assert.All(packets, packet => Assert.Equal(RtpSource.Packet(producer, 1)[^10..], packet[^10..]));
    }

    [Fact]
    public async Task Messages_arrive_in_order_with_their_kind()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync(new DataProducerOptions { Label = "chat", Protocol = "text" });
        var consumer = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        Assert.Equal(("chat", "text", DataConsumerType.Direct), (consumer.Label, consumer.Protocol, consumer.Type));
        var messages = new List<DataMessage>();
        var last = Signals.NextAsync<DataMessage>(
            handler => consumer.OnMessage += handler,
            message =>
            {
                messages.Add(message);
                return messages.Count == 104;
            });

        producer.Send("grüße");
        producer.Send(string.Empty);
        producer.Send(new byte[] { 1, 2, 3 });
        producer.Send(ReadOnlyMemory<byte>.Empty);
        for (var i = 0; i < 100; i++)
        {
            producer.Send(new byte[] { (byte)i });
        }

        await last;
        Assert.Equal([51u, 56u, 53u, 57u], messages.Take(4).Select(message => message.PayloadProtocolId));
        Assert.Equal("grüße", System.Text.Encoding.UTF8.GetString(messages[0].Data.Span));
        Assert.Equal(Enumerable.Range(0, 100), messages.Skip(4).Select(message => (int)message.Data.Span[0]));
        var stat = await producer.GetStatsAsync();
        Assert.Equal((104, "data-producer"), (stat.MessagesReceived, stat.Type));
    }

    [Fact]
    public async Task There_is_no_network_to_limit()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync(new DirectTransportOptions { MaxSendMessageSize = 1000 });
        Assert.Equal(TransportType.Direct, transport.Type);
        await Assert.ThrowsAsync<UnsupportedException>(() => transport.SetMaxIncomingBitrateAsync(1));
        await Assert.ThrowsAsync<UnsupportedException>(() => transport.SetMaxOutgoingBitrateAsync(1));
        await Assert.ThrowsAsync<UnsupportedException>(() => transport.SetMinOutgoingBitrateAsync(1));
        Assert.Equal("direct-transport", (await transport.GetStatsAsync()).Type);
        Assert.Equal(1000u, (await transport.DumpAsync()).MaxSendMessageSize);
        Assert.Throws<ArgumentException>(() => transport.SendRtcp(ReadOnlyMemory<byte>.Empty));
    }

    [Fact]
    public async Task Rtcp_goes_in_and_comes_out()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceAsync(Media.Video());
        var scored = Signals.NextAsync<System.Collections.Immutable.ImmutableArray<ProducerScore>>(handler => producer.OnScore += handler);
        producer.Send(RtpSource.Packet(producer, 1));
        await scored;
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router), Paused = true });
        var rtcp = Signals.NextAsync<ReadOnlyMemory<byte>>(handler => transport.OnRtcp += handler);

        // An empty receiver report is accepted without an answer; resuming a video asks its sender for a key frame.
        transport.SendRtcp(new byte[] { 0x80, 201, 0, 1, 0, 0, 0, 1 });
        await consumer.ResumeAsync();

        Assert.Equal(206, (await rtcp).Span[1]);
    }

    private static ushort SequenceOf(byte[] packet) => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2));
}
