using Azure.Messaging.ServiceBus;

namespace Signal.ServiceBusEmulator.Tests.Sdk;

/// <summary>Sessions and processors of the .NET SDK.</summary>
public sealed class SdkSessionTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private readonly SdkHarness _harness = new();
    private readonly ServiceBusClient _client;

    public SdkSessionTests() => _client = _harness.NewClient();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_session_is_received_in_order_and_keeps_its_state()
    {
        await SendAsync("s", 5);

        await using (var session = await _client.AcceptNextSessionAsync("sessions", cancellationToken: Cancellation))
        {
            Assert.Equal("s", session.SessionId);
            await session.SetSessionStateAsync(BinaryData.FromString("state"), Cancellation);
            for (var i = 0; i < 5; i++)
            {
                var message = await session.ReceiveMessageAsync(Long, Cancellation);
                Assert.Equal($"{i}", message.Body.ToString());
                await session.CompleteMessageAsync(message, Cancellation);
            }
        }

        await using var again = await _client.AcceptSessionAsync("sessions", "s", cancellationToken: Cancellation);
        Assert.Equal("state", (await again.GetSessionStateAsync(Cancellation)).ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_that_is_held_is_refused()
    {
        await using var holder = await _client.AcceptSessionAsync("sessions", "s", cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<ServiceBusException>(() =>
            _harness.NewClient().AcceptSessionAsync("sessions", "s", cancellationToken: Cancellation));

        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, error.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Prefetched_messages_are_free_and_not_counted_when_the_session_is_released()
    {
        await SendAsync("s", 20);
        await using (var session = await _client.AcceptSessionAsync("sessions", "s", new ServiceBusSessionReceiverOptions { PrefetchCount = 64 }, Cancellation))
        {
            Assert.NotNull(await session.ReceiveMessageAsync(Long, Cancellation));
        }

        await using var again = await _client.AcceptSessionAsync("sessions", "s", cancellationToken: Cancellation);
        var first = await again.ReceiveMessageAsync(Long, Cancellation);

        Assert.Equal(("0", 1), (first.Body.ToString(), first.DeliveryCount));
    }

    /// <summary>Both processors share a connection: the drain of one must be answered while the other waits for a session.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Processors_of_one_client_stop_in_any_order(bool plainLast)
    {
        await using var plain = _client.CreateProcessor("plain");
        await using var sessions = _client.CreateSessionProcessor("sessions");
        var received = new TaskCompletionSource();
        plain.ProcessMessageAsync += _ =>
        {
            received.TrySetResult();
            return Task.CompletedTask;
        };
        plain.ProcessErrorAsync += _ => Task.CompletedTask;
        sessions.ProcessMessageAsync += _ => Task.CompletedTask;
        sessions.ProcessErrorAsync += _ => Task.CompletedTask;
        await plain.StartProcessingAsync(Cancellation);
        await sessions.StartProcessingAsync(Cancellation);
        await _client.CreateSender("plain").SendMessageAsync(new ServiceBusMessage("a"), Cancellation);
        await received.Task.WaitAsync(Cancellation);

        await plain.StopProcessingAsync(Cancellation);
        await sessions.StopProcessingAsync(Cancellation);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        foreach (var processor in plainLast ? new IAsyncDisposable[] { sessions, plain } : [plain, sessions])
        {
            await processor.DisposeAsync().AsTask().WaitAsync(deadline.Token);
        }
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private async Task SendAsync(string session, int count) => await _client.CreateSender("sessions").SendMessagesAsync(
        Enumerable.Range(0, count).Select(i => new ServiceBusMessage($"{i}") { SessionId = session }), Cancellation);
}
