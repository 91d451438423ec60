using System.Net.Http.Json;
using System.Text.Json;
using Signal.EndToEnd.Tests.Browsers;
using Signal.Testing;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>An additional media node that a test may kill: the stack stops when one of its own nodes ends.</summary>
internal sealed class ExtraNode : IAsyncDisposable
{
    private const int Kill = 9;
    private static readonly TimeSpan PlacementTimeout = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;

    private ExtraNode(ChildProcess process, string id, string url) => (_process, Id, Url) = (process, id, url);

    /// <summary>The node's id.</summary>
    public string Id { get; }

    /// <summary>The node's address.</summary>
    public string Url { get; }

    /// <summary>Starts a node with the settings of a running one, but with its own id and ports.</summary>
    public static ExtraNode StartLike(int pid, string id, string? region)
    {
        var port = FreePort.Next(40);
        var url = $"http://127.0.0.1:{port}";
        var environment = LinuxProcess.EnvironmentOf(pid).ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        environment["ASPNETCORE_URLS"] = url;
        environment["Node__Id"] = id;
        environment["Node__PublicUrl"] = url;
        environment["Node__Region"] = region ?? environment["Node__Region"];
        environment["Mediasoup__RtcPort"] = $"{port + 1}";
        var command = LinuxProcess.CommandOf(pid);
        return new(ChildProcess.Start(command[0], command[1..], environment, LinuxProcess.FolderOf(pid)), id, url);
    }

    /// <summary>The name of a room that the control plane has placed on this node.</summary>
    public async Task<string> RoomAsync(string demoUrl, string prefix)
    {
        using var http = new HttpClient { BaseAddress = new Uri(demoUrl) };
        var (tries, room) = (0, "");
        await Polling.HoldsAsync(
            async () =>
            {
                room = $"{prefix} {tries++}";
                using var answer = await http.PostAsJsonAsync("/demo/token", new { room, name = "Scout" });
                return answer.IsSuccessStatusCode && new Uri(Url).IsBaseOf(await AddressInAsync(answer));
            },
            () => $"none of {tries} rooms was placed on {Id}:\n{_process.Output}",
            PlacementTimeout);
        return room;
    }

    private static async Task<Uri> AddressInAsync(HttpResponseMessage token) =>
        new((await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);

    /// <summary>Kills the node with SIGKILL: its port refuses connections from then on, and its workers end with it.</summary>
    public void KillNow() => _process.Signal(Kill);

    /// <summary>Suspends the node and its workers, like a hanging host: its sockets stay open and do not answer.</summary>
    public void FreezeForever() => _ = new FrozenProcess(-_process.Id);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
