using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Drain;

/// <summary>The node as a separate process, and the signals that end it.</summary>
public sealed class SignalTests
{
    private const int Terminate = 15;

    [Fact]
    public async Task Terminate_closes_the_rooms_and_ends_the_process()
    {
        await using var process = await NodeProcess.StartAsync(("Drain__OnStop", "00:00:00"));
        await using var alice = await process.ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        Assert.Equal("nodeStopped", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task With_a_deadline_rooms_stay_open_until_they_are_empty()
    {
        await using var process = await NodeProcess.StartAsync(("Drain__OnStop", "00:05:00"), ("Rooms__DepartureTimeout", "01:00:00"));
        await using var alice = await process.ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        await alice.HearsAsync("nodeDraining");
        await alice.ProduceAudioAsync();
        await alice.AskAsync("leave");
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Clients_are_asked_to_move_and_the_process_ends_when_they_have()
    {
        await using var process = await NodeProcess.StartAsync(("Drain__MigrateTimeout", "00:05:00"));
        await using var alice = await process.ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        Assert.Equal("stopping", (await alice.HearsAsync("migrate")).GetProperty("reason").GetString());
        await alice.ProduceAudioAsync();
        await alice.AskAsync("leave");
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Every_peer_is_notified_before_the_process_ends()
    {
        await using var process = await NodeProcess.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => process.ConnectAsync()));
        await Task.WhenAll(clients.Select(client => client.AskAsync("join", new { device = new { name = "test" } })));

        process.Signal(Terminate);

        Assert.Equal(0, await process.WaitForExitAsync());
        foreach (var client in clients)
        {
            await client.HearsAsync("roomClosed");
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_hung_worker_does_not_keep_the_process_alive()
    {
        await using var process = await NodeProcess.StartAsync();
        await using var alice = await process.ConnectAsync();
        await alice.EnterAsync();
        foreach (var worker in process.Workers)
        {
            SuspendedProcess.Suspend(worker);
        }

        var waiting = alice.AskAsync("getTransportStats", new { transportId = alice.SendTransport });
        await using var bob = await TestClient.OpenAsync(process.Url, await process.MintAsync("new room"));

        process.Signal(Terminate);

        await alice.HearsAsync("roomClosed");
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task A_second_signal_stops_at_once()
    {
        await using var process = await NodeProcess.StartAsync(("Drain__OnStop", "00:05:00"), ("Drain__MigrateTimeout", "00:05:00"));
        await using var alice = await process.ConnectAsync();
        await alice.EnterAsync();
        process.Signal(Terminate);
        await alice.HearsAsync("nodeDraining");

        process.Signal(Terminate);

        await alice.HearsAsync("roomClosed");
        Assert.Equal(0, await process.WaitForExitAsync());
    }
}
