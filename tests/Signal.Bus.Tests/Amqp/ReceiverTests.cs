using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Bus.Amqp;
using Signal.Contracts.Bus;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests.Amqp;

public sealed class ReceiverTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private readonly Emulator _emulator;
    private readonly BusHarness _harness;

    public ReceiverTests()
    {
        QueueDescription[] queues =
        [
            new() { Name = "plain", LockDuration = TimeSpan.FromSeconds(30) },
            new() { Name = "short", LockDuration = TimeSpan.FromSeconds(1) },
            new() { Name = "sessions", RequiresSession = true, LockDuration = TimeSpan.FromSeconds(30) },
            new() { Name = "short-sessions", RequiresSession = true, LockDuration = TimeSpan.FromSeconds(1) },
        ];
        _emulator = Emulator.Start(queues, FreePort.Next(), TimeProvider.System, NullLoggerFactory.Instance);
        _harness = new BusHarness(_emulator.ConnectionString);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AmqpBusClient Client => _harness.Services.GetRequiredService<AmqpBusClient>();

    [Fact(Timeout = 60_000)]
    public async Task A_completed_message_does_not_come_again()
    {
        await SendAsync("plain", "a");
        await using var receiver = await Client.OpenReceiverAsync("plain", 10, Cancellation);

        await receiver.CompleteAsync((await receiver.ReceiveAsync(Long, Cancellation))!, confirm: false, Cancellation);

        Assert.Null(await receiver.ReceiveAsync(Short, Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_abandoned_message_comes_again_and_is_counted()
    {
        await SendAsync("plain", "a");
        await using var receiver = await Client.OpenReceiverAsync("plain", 10, Cancellation);

        receiver.Abandon((await receiver.ReceiveAsync(Long, Cancellation))!);

        Assert.Equal(2, (await receiver.ReceiveAsync(Long, Cancellation))?.DeliveryCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_letter_tells_why()
    {
        await SendAsync("plain", "a");
        await using var receiver = await Client.OpenReceiverAsync("plain", 10, Cancellation);

        receiver.DeadLetter((await receiver.ReceiveAsync(Long, Cancellation))!, "broken", "no such room");

        await using var deadLetters = await Client.OpenReceiverAsync("plain/$DeadLetterQueue", 10, Cancellation);
        var dead = await deadLetters.ReceiveAsync(Long, Cancellation);
        Assert.Equal("broken", dead?.Properties["DeadLetterReason"]);
        Assert.Equal("no such room", dead?.Properties["DeadLetterErrorDescription"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Settling_after_the_lock_ran_out_is_told_when_confirmed()
    {
        await SendAsync("short", "a");
        await using var receiver = await Client.OpenReceiverAsync("short", 1, Cancellation);
        var first = (await receiver.ReceiveAsync(Long, Cancellation))!;
        await using var other = await Client.OpenReceiverAsync("short", 1, Cancellation);
        var second = await other.ReceiveAsync(Long, Cancellation);

        await Assert.ThrowsAsync<BusLockLostException>(() => receiver.CompleteAsync(first, confirm: true, Cancellation));

        Assert.Equal(2, second?.DeliveryCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task Settling_after_the_lock_ran_out_does_not_take_the_message_from_its_new_holder()
    {
        await SendAsync("short", "a");
        await using var receiver = await Client.OpenReceiverAsync("short", 1, Cancellation);
        var first = (await receiver.ReceiveAsync(Long, Cancellation))!;
        await using var other = await Client.OpenReceiverAsync("short", 1, Cancellation);
        var second = (await other.ReceiveAsync(Long, Cancellation))!;

        await receiver.CompleteAsync(first, confirm: false, Cancellation);

        await other.CompleteAsync(second, confirm: true, Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_renewed_lock_holds()
    {
        await SendAsync("short", "a");
        await using var receiver = await Client.OpenReceiverAsync("short", 1, Cancellation);
        var delivery = (await receiver.ReceiveAsync(Long, Cancellation))!;
        for (var renewals = 0; renewals < 4; renewals++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancellation);
            Assert.True(await receiver.RenewLockAsync(delivery, Cancellation) > delivery.LockedUntil);
        }

        await receiver.CompleteAsync(delivery, confirm: true, Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_holds_no_more_than_its_prefetch()
    {
        await SendAsync("plain", "a", "b", "c");
        await using var greedy = await Client.OpenReceiverAsync("plain", 2, Cancellation);
        var first = (await greedy.ReceiveAsync(Long, Cancellation))!;
        _ = await greedy.ReceiveAsync(Long, Cancellation);

        Assert.Null(await greedy.ReceiveAsync(Short, Cancellation));
        await greedy.CompleteAsync(first, confirm: false, Cancellation);
        Assert.Equal("c", BusHarness.Text((await greedy.ReceiveAsync(Long, Cancellation))!.Message));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_closed_receiver_gives_back_what_nobody_took()
    {
        await SendAsync("plain", "a", "b");
        var closed = await Client.OpenReceiverAsync("plain", 2, Cancellation);
        await closed.CompleteAsync((await closed.ReceiveAsync(Long, Cancellation))!, confirm: true, Cancellation);
        await closed.DisposeAsync();

        await using var receiver = await Client.OpenReceiverAsync("plain", 2, Cancellation);
        var delivery = await receiver.ReceiveAsync(Long, Cancellation);

        Assert.Equal(("b", 2), (BusHarness.Text(delivery!.Message), delivery.DeliveryCount));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_next_session_is_one_that_nobody_holds()
    {
        await _harness.Bus.SendAsync("sessions", [BusHarness.Message("1", "a"), BusHarness.Message("2", "b")], Cancellation);

        await using var first = await Client.AcceptSessionAsync("sessions", null, 1, Long, Cancellation);
        await using var second = await Client.AcceptSessionAsync("sessions", null, 1, Long, Cancellation);

        Assert.Equal(["a", "b"], new[] { first?.SessionId, second?.SessionId }.Order());
        Assert.Null(await Client.AcceptSessionAsync("sessions", null, 1, Short, Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_that_another_holds_is_not_granted()
    {
        await using var holder = await Client.AcceptSessionAsync("sessions", "s", 1, Long, Cancellation);

        Assert.Null(await Client.AcceptSessionAsync("sessions", "s", 1, Long, Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_whose_lock_runs_out_is_lost()
    {
        await using var receiver = (await Client.AcceptSessionAsync("short-sessions", "s", 1, Long, Cancellation))!;

        await Assert.ThrowsAsync<BusLockLostException>(() => receiver.ReceiveAsync(Long, Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_bus_renews_the_session_that_it_receives()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var deliveries = 0;
        var receiving = _harness.Bus.ReceiveSessionAsync(
            "short-sessions",
            "s",
            async (_, cancellation) =>
            {
                deliveries++;
                await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System, cancellation);
                await stop.CancelAsync();
            },
            stop.Token);
        await _harness.Bus.SendAsync("short-sessions", [BusHarness.Message("slow", "s")], Cancellation);
        await receiving;

        await using var receiver = (await Client.AcceptSessionAsync("short-sessions", "s", 1, Long, Cancellation))!;
        Assert.Null(await receiver.ReceiveAsync(Short, Cancellation));
        Assert.Equal(1, deliveries);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_says_when_the_broker_is_gone()
    {
        await using var receiver = await Client.OpenReceiverAsync("plain", 1, Cancellation);
        await _emulator.DisposeAsync();

        await Assert.ThrowsAsync<BusUnavailableException>(() => receiver.ReceiveAsync(Long, Cancellation));
        await receiver.Closed.WaitAsync(Long, TimeProvider.System, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    private Task SendAsync(string queue, params string[] bodies) =>
        _harness.Bus.SendAsync(queue, [.. bodies.Select(body => BusHarness.Message(body))], Cancellation);
}
