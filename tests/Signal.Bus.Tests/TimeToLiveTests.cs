using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Bus;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests;

/// <summary>The time to live of messages, by the clock of the broker.</summary>
public sealed class TimeToLiveTests : IAsyncDisposable
{
    private const string Session = "session";

    private readonly FakeTimeProvider _brokerTime = new(TimeProvider.System.GetUtcNow());
    private readonly Emulator _emulator;
    private readonly BusHarness _harness;

    public TimeToLiveTests()
    {
        _emulator = Emulator.Start(
            EntitiesFile.Read(ServiceBusEmulatorFixture.EntitiesPath), FreePort.Next(), _brokerTime, NullLoggerFactory.Instance);
        _harness = new BusHarness(_emulator.ConnectionString);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(59, "timed")]
    [InlineData(60, "unlimited")]
    public async Task A_message_is_received_until_it_expires(int seconds, string first)
    {
        await SendAsync(BusHarness.Message("timed", Session) with { TimeToLive = TimeSpan.FromMinutes(1) });
        await SendAsync(BusHarness.Message("unlimited", Session));
        _brokerTime.Advance(TimeSpan.FromSeconds(seconds));

        BusMessage? received = null;
        await _harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            Session,
            message =>
            {
                received ??= message;
                return true;
            },
            Cancellation);

        Assert.Equal(first, BusHarness.Text(received!));
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    private Task SendAsync(BusMessage message) => _harness.Bus.SendAsync(BusEntities.NodeCommands, [message], Cancellation);
}
