using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Bus;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests;

/// <summary>The holder of a session is visible, and a lost session is accepted again.</summary>
public sealed class SessionStateTests : IAsyncDisposable
{
    private static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(4);

    private readonly FakeTimeProvider _brokerTime = new(TimeProvider.System.GetUtcNow());
    private readonly Emulator _emulator;
    private readonly BusHarness _harness;

    public SessionStateTests()
    {
        _emulator = Emulator.Start(
            [new QueueDescription { Name = "sessions", RequiresSession = true, LockDuration = LockDuration }],
            FreePort.Next(),
            _brokerTime,
            NullLoggerFactory.Instance);
        _harness = new BusHarness(_emulator.ConnectionString);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_session_that_another_receiver_holds_is_taken_over_when_it_is_released()
    {
        await using var first = new Receiver(_harness.Bus, (_, _) => Task.CompletedTask);
        Assert.Equal(BusSessionState.Held, await first.States.ReadAsync(Cancellation));

        await using var second = new Receiver(_harness.Bus, (_, _) => Task.CompletedTask);
        Assert.Equal(BusSessionState.HeldByAnother, await second.States.ReadAsync(Cancellation));
        await first.DisposeAsync();

        Assert.Equal(BusSessionState.Held, await second.States.ReadAsync(Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_the_broker_ends_interrupts_the_handler_and_its_message_is_redelivered()
    {
        var deliveries = Channel.CreateUnbounded<CancellationToken>();
        await using var receiver = new Receiver(_harness.Bus, async (_, cancellation) =>
        {
            await deliveries.Writer.WriteAsync(cancellation, Cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        });
        await _harness.Bus.SendAsync("sessions", [BusHarness.Message("x", "s")], Cancellation);
        Assert.Equal(BusSessionState.Held, await receiver.States.ReadAsync(Cancellation));
        var first = await deliveries.Reader.ReadAsync(Cancellation);

        _brokerTime.Advance(LockDuration * 2);

        Assert.Equal(BusSessionState.None, await receiver.States.ReadAsync(Cancellation));
        Assert.True(first.IsCancellationRequested);
        Assert.Equal(BusSessionState.Held, await receiver.States.ReadAsync(Cancellation));
        await deliveries.Reader.ReadAsync(Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_the_broker_ends_between_messages_is_acquired_again()
    {
        var deliveries = Channel.CreateUnbounded<string>();
        await using var receiver = new Receiver(
            _harness.Bus, (message, _) => deliveries.Writer.WriteAsync(BusHarness.Text(message), Cancellation).AsTask());
        Assert.Equal(BusSessionState.Held, await receiver.States.ReadAsync(Cancellation));

        _brokerTime.Advance(LockDuration * 2);
        await _harness.Bus.SendAsync("sessions", [BusHarness.Message("x", "s")], Cancellation);

        Assert.Equal("x", await deliveries.Reader.ReadAsync(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    /// <summary>Receives the session "s" until disposed.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly Channel<BusSessionState> _states = Channel.CreateUnbounded<BusSessionState>();
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Receiver(IMessageBus bus, Func<BusMessage, CancellationToken, Task> handler) =>
            _running = bus.ReceiveSessionAsync("sessions", "s", handler, state => _states.Writer.TryWrite(state), _stop.Token);

        public ChannelReader<BusSessionState> States => _states.Reader;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
        }
    }
}
