using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Placement;

/// <summary>A room that is open on its home, the idle one of two nodes.</summary>
internal sealed class TwoNodeRoom(SpreadInstallation spread, FakeNode home, FakeNode part, string id) : IAsyncDisposable
{
    public FakeNode Home => home;

    /// <summary>The other node.</summary>
    public FakeNode Part => part;

    public string Id => id;

    /// <summary>Opens a room; by default, each of its nodes holds one participant.</summary>
    /// <param name="spread">The installation.</param>
    /// <param name="spec">The settings of the room.</param>
    /// <param name="users">Those who get a token first.</param>
    public static Task<TwoNodeRoom> StartAsync(SpreadInstallation spread, object? spec = null, params string[] users) =>
        StartAsync(spread, linkVersion: 2, spec, users);

    /// <summary>Opens a room on nodes with links of a version.</summary>
    public static async Task<TwoNodeRoom> StartAsync(SpreadInstallation spread, int linkVersion, object? spec = null, params string[] users) => await StartAsync(
        spread,
        await spread.StartNodeAsync("home", version: linkVersion),
        await spread.StartNodeAsync("part", load: 0.5, version: linkVersion),
        spec,
        users);

    /// <summary>Opens a room on nodes that answer at these addresses.</summary>
    public static async Task<TwoNodeRoom> StartAtAsync(SpreadInstallation spread, Uri home, Uri part, params string[] users) => await StartAsync(
        spread,
        await spread.StartNodeAsync(spread.Installation.CreateNodeAt(home, "home"), load: 0),
        await spread.StartNodeAsync(spread.Installation.CreateNodeAt(part, "part"), load: 0.5),
        spec: null,
        users);

    /// <summary>A participant of this room on its home, or on the other node. Its home sends the events of both.</summary>
    public static PeerInfo Peer(string user, bool onPart = false) => FakeNode.Peer(user) with { NodeId = onPart ? "part" : null };

    public Task JoinAsync(PeerInfo peer) => home.JoinAsync(spread.Service.ServiceId, id, peer);

    public Task LeaveAsync(PeerInfo peer) => home.LeaveAsync(spread.Service.ServiceId, id, peer);

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await part.DisposeAsync();
    }

    private static async Task<TwoNodeRoom> StartAsync(SpreadInstallation spread, FakeNode home, FakeNode part, object? spec, string[] users)
    {
        var id = await spread.Service.CreateRoomAsync(spec ?? new { name = "r", spread = "size", spreadSize = 1 });
        foreach (var user in users)
        {
            await spread.MintAsync(id, user);
        }

        await home.StartRoomAsync(spread.Service.ServiceId, id);
        return new TwoNodeRoom(spread, home, part, id);
    }
}
