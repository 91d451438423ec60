using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class DataConsumerTests(WorkerFixture workers)
{
    [Fact]
    public async Task Stream_ids_are_given_out_and_reliability_is_inherited()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        var producer = await transport.ProduceDataAsync(new DataProducerOptions
        {
            SctpStreamParameters = new SctpStreamParameters { StreamId = 9, MaxPacketLifeTime = 500 },
            Label = "chat",
        });
        var options = new DataConsumerOptions { DataProducerId = producer.Id };
        var announced = Signals.NextAsync<DataConsumer>(handler => transport.Observer.OnNewDataConsumer += handler);

        var inherited = await transport.ConsumeDataAsync(options);
        var ordered = await transport.ConsumeDataAsync(options with { Ordered = true });
        var shorter = await transport.ConsumeDataAsync(options with { MaxPacketLifeTime = 100 });
        await Assert.ThrowsAsync<RequestRejectedException>(() => transport.ConsumeDataAsync(options with { MaxRetransmits = 2 }));
        var next = await transport.ConsumeDataAsync(options);

        Assert.Same(inherited, await announced);
        Assert.Equal(new SctpStreamParameters { StreamId = 0, Ordered = false, MaxPacketLifeTime = 500 }, inherited.SctpStreamParameters);
        Assert.Equal(new SctpStreamParameters { StreamId = 1, Ordered = true }, ordered.SctpStreamParameters);
        Assert.Equal((ushort)100, shorter.SctpStreamParameters!.MaxPacketLifeTime!.Value);
        Assert.Equal((ushort)4, next.SctpStreamParameters!.StreamId);
        Assert.Equal(("chat", DataConsumerType.Sctp), (inherited.Label, inherited.Type));
        var dump = await inherited.DumpAsync();
        Assert.Equal((inherited.Id, producer.Id, 0u, 1024u), (dump.Id, dump.DataProducerId, dump.BufferedAmount, dump.BufferedAmountLowThreshold));
        await inherited.SetBufferedAmountLowThresholdAsync(5000);
        Assert.Equal(5000u, (await inherited.DumpAsync()).BufferedAmountLowThreshold);
        Assert.Equal(0u, await inherited.GetBufferedAmountAsync());
        Assert.Equal("data-consumer", (await inherited.GetStatsAsync()).Type);
    }

    [Fact]
    public async Task Subchannels_choose_who_gets_a_message()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        var one = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id, Subchannels = [1, 2] });
        var two = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id });
        await two.SetSubchannelsAsync([3, 4]);
        await two.AddSubchannelAsync(5);
        await two.RemoveSubchannelAsync(3);
        Assert.Equal(new ushort[] { 1, 2 }.ToHashSet(), one.Subchannels.ToHashSet());
        Assert.Equal(new ushort[] { 4, 5 }.ToHashSet(), two.Subchannels.ToHashSet());
        var toOne = new List<string>();
        var toTwo = new List<string>();
        var lastOne = Signals.NextAsync<DataMessage>(handler => one.OnMessage += handler, message => Note(toOne, message));
        var lastTwo = Signals.NextAsync<DataMessage>(handler => two.OnMessage += handler, message => Note(toTwo, message));

        producer.Send("for one", new DataSendOptions { Subchannels = [1] });
        producer.Send("for two", new DataSendOptions { Subchannels = [4, 9], RequiredSubchannel = 5 });
        producer.Send("not for two", new DataSendOptions { IgnoredSubchannel = 4 });
        producer.Send("end");

        await lastOne;
        await lastTwo;
        Assert.Equal(["for one", "not for two", "end"], toOne);
        Assert.Equal(["for two", "end"], toTwo);
    }

    [Fact]
    public async Task Pausing_stops_delivery_and_counts_the_producer_too()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var producer = await transport.ProduceDataAsync();
        var consumer = await transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id, Paused = true });
        var messages = new List<string>();
        var end = Signals.NextAsync<DataMessage>(handler => consumer.OnMessage += handler, message => Note(messages, message));
        Assert.True(consumer.Paused);
        producer.Send("lost");
        await consumer.ResumeAsync();
        var paused = Signals.NextAsync(handler => consumer.OnDataProducerPause += handler);
        var observed = Signals.NextAsync(handler => consumer.Observer.OnPause += handler);
        await producer.PauseAsync();
        await paused;
        await observed;
        Assert.True(consumer.DataProducerPaused);
        producer.Send("lost too");
        var resumed = Signals.NextAsync(handler => consumer.OnDataProducerResume += handler);
        await producer.ResumeAsync();
        await resumed;
        producer.Send("end");
        await end;
        Assert.Equal(["end"], messages);
    }

    [Fact]
    public async Task Wrong_data_consumers_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = default }));
        await Assert.ThrowsAsync<NotFoundException>(
            () => transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = DataProducerId.From("none") }));
    }

    private static bool Note(List<string> messages, DataMessage message)
    {
        messages.Add(System.Text.Encoding.UTF8.GetString(message.Data.Span));
        return messages[^1] == "end";
    }
}
