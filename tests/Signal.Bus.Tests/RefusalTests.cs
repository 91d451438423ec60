using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Bus.Tests;

/// <summary>A message that is refused for its content is not treated as an outage, and does not delay others.</summary>
public sealed class RefusalTests(ServiceBusEmulatorFixture emulator) : IClassFixture<ServiceBusEmulatorFixture>, IAsyncDisposable
{
    private readonly BusHarness _harness = new(emulator.ConnectionString);
    private readonly string _session = Guid.NewGuid().ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_message_over_the_limit_is_refused_as_too_large()
    {
        var large = BusHarness.Message(new string('z', 300 * 1024), _session);

        var refusal = Assert.Single(await RefusedAsync(BusEntities.NodeCommands, large));

        Assert.Same(large, refusal.Message);
        Assert.True(refusal.TooLarge);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_that_the_SDK_cannot_write_is_refused()
    {
        var unwritable = BusHarness.Message("x", _session) with { MessageId = new string('i', 200) };

        var refusal = Assert.Single(await RefusedAsync(BusEntities.NodeCommands, unwritable));

        Assert.Same(unwritable, refusal.Message);
        Assert.False(refusal.TooLarge);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_that_the_queue_does_not_allow_is_refused()
    {
        var sessionless = BusHarness.Message("x");

        var refusal = Assert.Single(await RefusedAsync(BusEntities.NodeCommands, sessionless));

        Assert.Same(sessionless, refusal.Message);
        Assert.False(refusal.TooLarge);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_rest_of_a_send_goes_out_in_order()
    {
        var large = BusHarness.Message(new string('z', 300 * 1024), _session);
        var unwritable = BusHarness.Message("x", _session) with { MessageId = new string('i', 200) };
        var (first, second, last) = (BusHarness.Message("1", _session), BusHarness.Message("2", _session), BusHarness.Message("3", _session));

        var refused = await RefusedAsync(BusEntities.NodeCommands, first, large, BusHarness.Message("x"), second, unwritable, last);

        Assert.Equal(3, refused.Count);
        var received = new List<string>();
        await _harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            _session,
            message =>
            {
                received.Add(BusHarness.Text(message));
                return received.Count == 3;
            },
            Cancellation);
        Assert.Equal(["1", "2", "3"], received);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private async Task<IReadOnlyList<BusRefusal>> RefusedAsync(string queue, params BusMessage[] messages) =>
        (await Assert.ThrowsAsync<BusMessageRefusedException>(() => _harness.Bus.SendAsync(queue, messages, Cancellation))).Refused;
}
