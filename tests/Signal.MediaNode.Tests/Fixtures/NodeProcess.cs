using System.Net.Http.Json;
using System.Text.Json;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A media node in a separate process.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly TokenMint _mint;

    private NodeProcess(ChildProcess process, TokenMint mint, Uri url, string id) => (_process, _mint, Url, Id) = (process, mint, url, id);

    public Uri Url { get; }

    public string Id { get; }

    public string Output => _process.Output;

    /// <summary>The process ids of its workers.</summary>
    public IEnumerable<int> Workers => LinuxProcess.ChildrenOf(_process.Id, "mediasoup-worker");

    /// <summary>Starts the process and waits until it listens.</summary>
    public static async Task<NodeProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var node = Run(settings);
        try
        {
            await node._process.WaitForLineAsync("Now listening on");
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it.</summary>
    public static NodeProcess Run(params (string Name, string Value)[] settings)
    {
        var (mint, url, id) = (new TokenMint(), new Uri($"http://127.0.0.1:{FreePort.Next()}"), $"process-{Guid.NewGuid():n}");
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = url.ToString(),
            ["Node__Id"] = id,
            ["Node__PublicUrl"] = url.ToString(),
            ["ControlPlane__Jwks"] = mint.Jwks,
            ["ServiceBus"] = "Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=none;UseDevelopmentEmulator=true;",
            ["Mediasoup__WorkerPath"] = WorkerBinary.Path,
            ["Mediasoup__Workers"] = "1",
            ["Mediasoup__ListenIp"] = "127.0.0.1",
            ["Mediasoup__RtcPort"] = "0",
            ["Drain__MigrateTimeout"] = "00:00:00",
            ["Warmup__Enabled"] = "false",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var process = ChildProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Signal.MediaNode.dll")], environment);
        return new NodeProcess(process, mint, url, id);
    }

    /// <summary>A client that was accepted.</summary>
    public async Task<TestClient> ConnectAsync(string room = "room") => await TestClient.ConnectAsync(Url, await MintAsync(room));

    /// <summary>A valid token.</summary>
    public async Task<string> MintAsync(string room) => _mint.Mint(new TokenSpec
    {
        NodeId = Id,
        Epoch = await EpochAsync(),
        IssuedAt = TimeProvider.System.GetUtcNow(),
        RoomId = room,
    });

    /// <summary>The epoch of the process.</summary>
    public async Task<long> EpochAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        return (await http.GetFromJsonAsync<JsonElement>("/healthz/ready")).GetProperty("epoch").GetInt64();
    }

    public Task SaysAsync(string text) => _process.WaitForLineAsync(text);

    public void Signal(int signal) => _process.Signal(signal);

    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _mint.Dispose();
    }
}
