using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Bus.Tests;

public sealed class SendAndReceiveTests(ServiceBusEmulatorFixture emulator) : IClassFixture<ServiceBusEmulatorFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sent_message_is_received_with_its_id_and_body()
    {
        await using var harness = new BusHarness(emulator.ConnectionString);
        await harness.Bus.SendAsync(BusEntities.NodeReports, [BusHarness.Message("hello") with { MessageId = "m1" }], Cancellation);

        await using var receiver = await harness.Client.OpenReceiverAsync(BusEntities.NodeReports, prefetch: 10, Cancellation);
        var delivery = await receiver.ReceiveAsync(Patience, Cancellation);

        Assert.NotNull(delivery);
        await receiver.CompleteAsync(delivery, confirm: true, Cancellation);
        Assert.Equal("hello", BusHarness.Text(delivery.Message));
        Assert.Equal("m1", delivery.Message.MessageId);
        Assert.Equal(1, delivery.DeliveryCount);
    }

    [Fact]
    public async Task A_session_is_received_in_order_and_alone()
    {
        await using var harness = new BusHarness(emulator.ConnectionString);
        var mine = Guid.NewGuid().ToString();
        BusMessage[] messages = [.. Enumerable.Range(0, 50).SelectMany(i => new[] { BusHarness.Message($"{i}", mine), BusHarness.Message("other", $"other-{mine}") })];
        await harness.Bus.SendAsync(BusEntities.NodeCommands, messages, Cancellation);

        var received = new List<string>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await harness.Bus.ReceiveSessionAsync(
            BusEntities.NodeCommands,
            mine,
            async (message, _) =>
            {
                received.Add(BusHarness.Text(message));
                if (received.Count == 50)
                {
                    await done.CancelAsync();
                }
            },
            done.Token);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), received);
    }
}
