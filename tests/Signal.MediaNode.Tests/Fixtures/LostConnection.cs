using Signal.MediaNode.Rooms.Peers;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Clients whose connection is lost, and that resume.</summary>
internal static class LostConnection
{
    /// <summary>The secret with which a client resumes.</summary>
    public static string Secret(this TestClient client) => client.Welcome.GetProperty("sessionSecret").GetString()!;

    /// <summary>The peer of a client.</summary>
    public static Peer PeerOf(this NodeHost node, TestClient client) =>
        ((SessionTickets)node.Services.GetService(typeof(SessionTickets))!).Find(client.Secret())!.Peer;

    /// <summary>A client in a room whose connection can be cut.</summary>
    public static async Task<TestClient> JoinOverAsync(
        this NodeHost node, FaultProxy network, string room, string name, Func<TokenSpec, TokenSpec>? change = null)
    {
        change ??= spec => spec;
        var token = node.Token(spec => change(spec with { RoomId = room, Name = name }));
        var client = await TestClient.ConnectAsync(new Uri($"http://127.0.0.1:{network.Port}"), token);
        await client.EnterAsync();
        return client;
    }

    /// <summary>Cuts the connection without a close message, and waits until the node has noticed.</summary>
    public static async Task LoseAsync(this NodeHost node, FaultProxy network, TestClient client)
    {
        await network.ResetAsync();
        await client.Closed;
        await Eventually.TrueAsync(() => node.PeerOf(client).Link is null, "the node has noticed the loss");
    }

    /// <summary>Resumes the session of a lost client, which has received that number of messages.</summary>
    public static async Task<TestClient> ResumeAsync(this NodeHost node, TestClient lost, long received)
    {
        var again = await TestClient.OpenAsync(node.Url, lost.Secret());
        await again.AskAsync("resume", new { peerId = lost.PeerId, sessionSecret = lost.Secret(), lastSequence = received });
        return again;
    }
}
