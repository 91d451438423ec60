using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class DataProducerTests(WorkerFixture workers)
{
    [Fact]
    public async Task A_data_producer_over_sctp_has_a_stream()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        var announced = Signals.NextAsync<DataProducer>(handler => transport.Observer.OnNewDataProducer += handler);
        var producer = await transport.ProduceDataAsync(new DataProducerOptions
        {
            SctpStreamParameters = new SctpStreamParameters { StreamId = 7, MaxRetransmits = 3 },
            Label = "positions",
            Protocol = "binary",
            Paused = true,
            AppData = new() { ["a"] = 1 },
        });
        Assert.Same(producer, await announced);
        Assert.Equal((DataProducerType.Sctp, "positions", "binary", true), (producer.Type, producer.Label, producer.Protocol, producer.Paused));
        Assert.Equal(new SctpStreamParameters { StreamId = 7, Ordered = false, MaxRetransmits = 3 }, producer.SctpStreamParameters);
        var dump = await producer.DumpAsync();
        Assert.Equal((producer.Id, producer.SctpStreamParameters, true), (dump.Id, dump.SctpStreamParameters, dump.Paused));
        await producer.ResumeAsync();
        Assert.False((await producer.DumpAsync()).Paused);
        Assert.Equal(0, (await producer.GetStatsAsync()).MessagesReceived);
        Assert.Throws<InvalidStateException>(() => producer.Send("only on direct transports"));
    }

    [Fact]
    public async Task Wrong_data_producers_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        var stream = new SctpStreamParameters { StreamId = 1 };
        var taken = await transport.ProduceDataAsync(new DataProducerOptions { SctpStreamParameters = stream });
        await Assert.ThrowsAsync<ArgumentNullException>("sctpStreamParameters", () => transport.ProduceDataAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ProduceDataAsync(
            new DataProducerOptions { SctpStreamParameters = stream with { StreamId = 2, Ordered = true, MaxRetransmits = 1 } }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => transport.ProduceDataAsync(new DataProducerOptions { Id = taken.Id, SctpStreamParameters = stream with { StreamId = 2 } }));
        await Assert.ThrowsAsync<RequestRejectedException>(
            () => transport.ProduceDataAsync(new DataProducerOptions { SctpStreamParameters = stream }));
        var plain = await router.NewWebRtcTransportAsync();
        await Assert.ThrowsAsync<RequestRejectedException>(
            () => plain.ProduceDataAsync(new DataProducerOptions { SctpStreamParameters = stream }));
    }

    [Fact]
    public async Task Closing_closes_the_data_consumers()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        var consumer = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        var gone = Signals.NextAsync(handler => consumer.OnDataProducerClose += handler);
        var closed = Signals.NextAsync(handler => consumer.Observer.OnClose += handler);
        producer.Close();
        await gone;
        await closed;
        Assert.Equal((true, 0), (consumer.Closed, transport.DataConsumerCount));
    }
}
