using Signal.Contracts.Bus;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.Bus.Tests;

public sealed class OutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_receiver_continues_after_the_broker_was_killed_and_restarted()
    {
        var emulator = await ServiceBusEmulatorProcess.StartAsync();
        var port = emulator.Port;
        await using var harness = new BusHarness(emulator.ConnectionString);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var received = System.Threading.Channels.Channel.CreateUnbounded<string>();
        var receiving = harness.Bus.ReceiveSessionAsync(
            BusEntities.NodeCommands, "node", (message, _) => received.Writer.WriteAsync(BusHarness.Text(message), Cancellation).AsTask(), stop.Token);
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("before", "node")], Cancellation);
        Assert.Equal("before", await received.Reader.ReadAsync(Cancellation));

        await emulator.DisposeAsync();
        await using var again = await ServiceBusEmulatorProcess.StartAsync(port);
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("after", "node")], Cancellation);

        Assert.Equal("after", await received.Reader.ReadAsync(Cancellation));
        await stop.CancelAsync();
        await receiving;
    }

    [Fact(Timeout = 120_000)]
    public async Task Messages_sent_while_the_broker_restarts_are_accepted_after_it()
    {
        var emulator = await ServiceBusEmulatorProcess.StartAsync();
        await using var harness = new BusHarness(emulator.ConnectionString, ("ServiceBus:SendTimeout", "00:00:45"));
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("lost with the first broker", "node")], Cancellation);
        Assert.Equal(0, await emulator.StopAsync());

        var sending = harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("kept", "node")], Cancellation);
        await using var again = await ServiceBusEmulatorProcess.StartAsync(emulator.Port);
        await sending;

        var received = string.Empty;
        await harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            "node",
            message =>
            {
                received = BusHarness.Text(message);
                return true;
            },
            Cancellation);
        Assert.Equal("kept", received);
        await emulator.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broker_that_hangs_is_an_outage_after_the_time_allowed()
    {
        await using var emulator = await ServiceBusEmulatorProcess.StartAsync();
        await using var proxy = FaultProxy.Start(emulator.Port);
        await using var harness = new BusHarness(
            $"Endpoint=sb://127.0.0.1:{proxy.Port};SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true",
            ("ServiceBus:SendTimeout", "00:00:02"));
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("1", "node")], Cancellation);

        proxy.Fault = Fault.BlackHole;
        await Assert.ThrowsAsync<BusUnavailableException>(() =>
            harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("2", "node")], Cancellation));

        proxy.Fault = Fault.None;
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("3", "node")], Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_continues_after_its_connection_was_reset()
    {
        await using var emulator = await ServiceBusEmulatorProcess.StartAsync();
        await using var proxy = FaultProxy.Start(emulator.Port);
        await using var harness = new BusHarness(
            $"Endpoint=sb://127.0.0.1:{proxy.Port};SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true");
        var received = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var receiving = harness.Bus.ReceiveSessionAsync(
            BusEntities.NodeCommands, "node", (message, _) => received.Writer.WriteAsync(BusHarness.Text(message), Cancellation).AsTask(), stop.Token);
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("1", "node")], Cancellation);
        Assert.Equal("1", await received.Reader.ReadAsync(Cancellation));

        await proxy.ResetAsync();
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("2", "node")], Cancellation);

        // The first message is redelivered if its completion was lost with the connection.
        var next = await received.Reader.ReadAsync(Cancellation);
        Assert.Equal("2", next == "1" ? await received.Reader.ReadAsync(Cancellation) : next);
        await stop.CancelAsync();
        await receiving;
    }

    [Fact(Timeout = 60_000)]
    public async Task Sending_without_a_broker_fails_in_the_time_allowed()
    {
        await using var harness = new BusHarness(
            $"Endpoint=sb://127.0.0.1:{FreePort.Next()};SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true",
            ("ServiceBus:SendTimeout", "00:00:02"));

        await Assert.ThrowsAsync<BusUnavailableException>(() =>
            harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("x", "node")], Cancellation));
    }
}
