using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Bus.Tests;

public sealed class SendAndReceiveTests(ServiceBusEmulatorFixture emulator) : IClassFixture<ServiceBusEmulatorFixture>, IAsyncDisposable
{
    private readonly BusHarness _harness = new(emulator.ConnectionString);
    private readonly string _session = Guid.NewGuid().ToString();
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_session_is_received_in_order_by_one_receiver()
    {
        BusMessage[] messages =
        [
            .. Enumerable.Range(0, 50).SelectMany(i => new[] { BusHarness.Message($"{i}", _session), BusHarness.Message("other", $"other-{_session}") }),
        ];
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, messages, Cancellation);

        var received = await ReceiveAsync(50);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), received.Select(BusHarness.Text));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_keeps_its_id_and_gets_one_when_it_has_none()
    {
        await _harness.Bus.SendAsync(
            BusEntities.NodeCommands, [BusHarness.Message("a", _session) with { MessageId = "mine" }, BusHarness.Message("b", _session)], Cancellation);

        var received = await ReceiveAsync(2);

        Assert.Equal("mine", received[0].MessageId);
        Assert.False(string.IsNullOrEmpty(received[1].MessageId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_thousand_messages_of_a_kilobyte_arrive_in_order()
    {
        var padding = new string('x', 1024);
        await _harness.Bus.SendAsync(
            BusEntities.NodeCommands, [.. Enumerable.Range(0, 2000).Select(i => BusHarness.Message($"{i} {padding}", _session))], Cancellation);

        var received = await ReceiveAsync(2000);

        Assert.Equal(Enumerable.Range(0, 2000), received.Select(message => int.Parse(BusHarness.Text(message).Split(' ')[0], null)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_sessions_of_one_send_arrive_each_in_its_order()
    {
        const int sessions = 100;
        BusMessage[] messages =
        [
            .. Enumerable.Range(0, sessions * 10).Select(i => BusHarness.Message($"{i / sessions}", $"{_session}/{i % sessions}")),
        ];
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, messages, Cancellation);

        var received = await Task.WhenAll(Enumerable.Range(0, sessions).Select(session => ReceiveAsync(10, $"{_session}/{session}")));

        Assert.All(received, session => Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), session.Select(BusHarness.Text)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_of_200_kilobytes_arrives_whole()
    {
        var large = new string('y', 200 * 1024);
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message(large, _session)], Cancellation);

        var received = await ReceiveAsync(1);

        Assert.Equal(large, BusHarness.Text(received[0]));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_queue_is_an_outage() =>
        await Assert.ThrowsAsync<BusUnavailableException>(() => _harness.Bus.SendAsync("no-such-queue", [BusHarness.Message("x")], Cancellation));

    [Fact(Timeout = 60_000)]
    public async Task A_message_whose_handler_throws_is_redelivered_before_the_next()
    {
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("first", _session), BusHarness.Message("second", _session)], Cancellation);

        var seen = new List<string>();
        await _harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            _session,
            message =>
            {
                seen.Add(BusHarness.Text(message));
                return seen.Count < 3 ? throw new InvalidOperationException("not yet") : seen.Count == 4;
            },
            Cancellation);

        Assert.Equal(["first", "first", "first", "second"], seen);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_that_always_fails_does_not_block_the_session_forever()
    {
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("poison", _session), BusHarness.Message("good", _session)], Cancellation);

        var poisoned = 0;
        await _harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            _session,
            message =>
            {
                if (BusHarness.Text(message) == "good")
                {
                    return true;
                }

                poisoned++;
                throw new InvalidOperationException("always");
            },
            Cancellation);

        Assert.Equal(10, poisoned);
    }

    [Fact(Timeout = 60_000)]
    public async Task Receiving_ends_when_cancelled_and_frees_the_session()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiving = _harness.Bus.ReceiveSessionAsync(
            BusEntities.NodeCommands,
            _session,
            async (_, cancellation) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            },
            stop.Token);
        await _harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("held", _session)], Cancellation);
        await entered.Task.WaitAsync(Cancellation);

        await stop.CancelAsync();
        await receiving.WaitAsync(Cancellation);

        Assert.Equal("held", BusHarness.Text(Assert.Single(await ReceiveAsync(1))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Sending_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("never", _session)], cancelled.Token));
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private async Task<List<BusMessage>> ReceiveAsync(int count, string? session = null)
    {
        var received = new List<BusMessage>();
        await _harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            session ?? _session,
            message =>
            {
                received.Add(message);
                return received.Count == count;
            },
            Cancellation);
        return received;
    }
}
