using System.Net.Http.Json;
using System.Text.Json;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Drain;

/// <summary>The node as a process of its own, and the signals that end it.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Terminate = 15;
    private readonly TokenMint _mint = new();
    private readonly int _port = FreePort.Next();

    [Fact]
    public async Task Terminate_closes_the_rooms_and_ends_the_process()
    {
        await using var process = await StartAsync(("Drain__OnStop", "00:00:00"));
        await using var alice = await ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        Assert.Equal("nodeStopped", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task With_a_deadline_rooms_go_on_until_they_are_empty()
    {
        await using var process = await StartAsync(("Drain__OnStop", "00:05:00"), ("Rooms__DepartureTimeout", "01:00:00"));
        await using var alice = await ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        await alice.HearsAsync("nodeDraining");
        await alice.ProduceAudioAsync();
        await alice.AskAsync("leave");
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Clients_are_told_to_move_and_the_process_ends_when_they_have()
    {
        await using var process = await StartAsync(("Drain__MigrateTimeout", "00:05:00"));
        await using var alice = await ConnectAsync();
        await alice.EnterAsync();

        process.Signal(Terminate);

        Assert.Equal("stop", (await alice.HearsAsync("migrate")).GetProperty("reason").GetString());
        await alice.ProduceAudioAsync();
        await alice.AskAsync("leave");
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Every_peer_is_told_before_the_process_ends()
    {
        await using var process = await StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ConnectAsync()));
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
        await using var process = await StartAsync();
        await using var alice = await ConnectAsync();
        await alice.EnterAsync();
        foreach (var worker in WorkersOf(process))
        {
            SuspendedProcess.Suspend(worker);
        }

        var waiting = alice.AskAsync("getTransportStats", new { transportId = alice.SendTransport });
        await using var bob = await TestClient.OpenAsync(new Uri($"http://127.0.0.1:{_port}"), await MintAsync("new room"));

        process.Signal(Terminate);

        await alice.HearsAsync("roomClosed");
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task A_second_signal_hurries()
    {
        await using var process = await StartAsync(("Drain__OnStop", "00:05:00"), ("Drain__MigrateTimeout", "00:05:00"));
        await using var alice = await ConnectAsync();
        await alice.EnterAsync();
        process.Signal(Terminate);
        await alice.HearsAsync("nodeDraining");

        process.Signal(Terminate);

        await alice.HearsAsync("roomClosed");
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Bad_settings_are_named_at_the_start()
    {
        await using var process = Run(("Node__Id", "no spaces please"), ("Mediasoup__ListenIp", "localhost"), ("ServiceBus", ""));

        Assert.NotEqual(0, await process.WaitForExitAsync());
        Assert.Contains("Node: Id must be", process.Output, StringComparison.Ordinal);
        Assert.Contains("Mediasoup: ListenIp 'localhost' must be an IP address.", process.Output, StringComparison.Ordinal);
        Assert.Contains("Set either ServiceBus", process.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _mint.Dispose();

    private async Task<ChildProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var process = Run(settings);
        try
        {
            await process.WaitForLineAsync("Now listening on");
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private ChildProcess Run(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_port}",
            ["Node__Id"] = "process",
            ["Node__PublicUrl"] = $"http://127.0.0.1:{_port}",
            ["ControlPlane__Jwks"] = _mint.Jwks,
            ["ServiceBus"] = "Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=none;UseDevelopmentEmulator=true;",
            ["Mediasoup__WorkerPath"] = WorkerBinary.Path,
            ["Mediasoup__Workers"] = "1",
            ["Mediasoup__ListenIp"] = "127.0.0.1",
            ["Mediasoup__RtcPort"] = "0",
            ["Drain__MigrateTimeout"] = "00:00:00",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return ChildProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Signal.MediaNode.dll")], environment);
    }

    private static IEnumerable<int> WorkersOf(ChildProcess process) =>
        File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(int.Parse)
            .Where(pid => File.ReadAllText($"/proc/{pid}/comm").StartsWith("mediasoup", StringComparison.Ordinal));

    private async Task<TestClient> ConnectAsync() =>
        await TestClient.ConnectAsync(new Uri($"http://127.0.0.1:{_port}"), await MintAsync("room"));

    private async Task<string> MintAsync(string room)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        var ready = await http.GetFromJsonAsync<JsonElement>("/healthz/ready");
        return _mint.Mint(new TokenSpec
        {
            NodeId = "process",
            Epoch = ready.GetProperty("epoch").GetInt64(),
            IssuedAt = TimeProvider.System.GetUtcNow(),
            RoomId = room,
        });
    }
}
