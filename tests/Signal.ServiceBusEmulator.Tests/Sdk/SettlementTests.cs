using Azure.Messaging.ServiceBus;

namespace Signal.ServiceBusEmulator.Tests.Sdk;

/// <summary>Settlement of messages with the .NET SDK.</summary>
public sealed class SettlementTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private readonly SdkHarness _harness = new();
    private readonly ServiceBusClient _client;

    public SettlementTests() => _client = _harness.NewClient();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_completed_message_is_not_redelivered()
    {
        var receiver = await SendAsync("plain", new ServiceBusMessage("a"));

        await receiver.CompleteMessageAsync(await receiver.ReceiveMessageAsync(Long, Cancellation), Cancellation);

        Assert.Null(await receiver.ReceiveMessageAsync(Short, Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_abandoned_message_is_counted_and_dead_lettered_after_its_last_delivery()
    {
        var receiver = await SendAsync("plain", new ServiceBusMessage("a"));
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await receiver.ReceiveMessageAsync(Long, Cancellation);
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, cancellationToken: Cancellation);
        }

        var dead = await DeadLetters("plain").ReceiveMessageAsync(Long, Cancellation);
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_letter_has_its_reason()
    {
        var receiver = await SendAsync("plain", new ServiceBusMessage("a"));

        await receiver.DeadLetterMessageAsync(await receiver.ReceiveMessageAsync(Long, Cancellation), "broken", "no such room", Cancellation);

        var dead = await DeadLetters("plain").ReceiveMessageAsync(Long, Cancellation);
        Assert.Equal(("broken", "no such room"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_deferred_message_is_received_by_its_number()
    {
        var receiver = await SendAsync("plain", new ServiceBusMessage("a"));
        var message = await receiver.ReceiveMessageAsync(Long, Cancellation);

        await receiver.DeferMessageAsync(message, cancellationToken: Cancellation);

        Assert.Null(await receiver.ReceiveMessageAsync(Short, Cancellation));
        Assert.Equal("a", (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Cancellation)).Body.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_ran_out_is_reported()
    {
        var receiver = await SendAsync("short", new ServiceBusMessage("a"));
        var first = await receiver.ReceiveMessageAsync(Long, Cancellation);
        var second = await receiver.ReceiveMessageAsync(Long, Cancellation);

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(first, Cancellation));

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, error.Reason);
        Assert.Equal(2, second.DeliveryCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_and_a_batch_are_limited_to_256_KB()
    {
        var sender = _client.CreateSender("plain");
        var large = new ServiceBusMessage(new byte[256 * 1024]);

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(large, Cancellation));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, error.Reason);
        using var batch = await sender.CreateMessageBatchAsync(Cancellation);
        Assert.Equal(256 * 1024, batch.MaxSizeInBytes);
        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new byte[200 * 1024])));
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[100 * 1024])));
        await sender.SendMessagesAsync(batch, Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_scheduled_message_can_be_cancelled()
    {
        var sender = _client.CreateSender("plain");

        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), TimeProvider.System.GetUtcNow().AddHours(1), Cancellation);

        Assert.Equal(ServiceBusMessageState.Scheduled, (await _client.CreateReceiver("plain").PeekMessageAsync(cancellationToken: Cancellation)).State);
        await sender.CancelScheduledMessageAsync(number, Cancellation);
        Assert.Null(await _client.CreateReceiver("plain").PeekMessageAsync(cancellationToken: Cancellation));
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private async Task<ServiceBusReceiver> SendAsync(string queue, ServiceBusMessage message)
    {
        await _client.CreateSender(queue).SendMessageAsync(message, Cancellation);
        return _client.CreateReceiver(queue);
    }

    private ServiceBusReceiver DeadLetters(string queue) => _client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
}
