using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Clients whose connection is lost, and that resume.</summary>
internal static class LostConnection
{
    /// <summary>The secret with which a client resumes.</summary>
    public static string Secret(this TestClient client) => client.Welcome.GetProperty("sessionSecret").GetString()!;

    /// <summary>The peer of a client.</summary>
    public static Peer PeerOf(this NodeHost node, TestClient client) =>
        ((SessionTickets)node.Services.GetService(typeof(SessionTickets))!).Find(client.Secret())!.Peer;

    /// <summary>Drops the connection as a network failure does: the connection ends without a close message.</summary>
    public static void Lose(this NodeHost node, TestClient client)
    {
        var peer = node.PeerOf(client);
        peer.Lose(peer.Link!);
    }

    /// <summary>Resumes the session of a lost client, which has received that number of messages.</summary>
    public static async Task<TestClient> ResumeAsync(this NodeHost node, TestClient lost, long received)
    {
        var again = await TestClient.OpenAsync(node.Url, lost.Secret());
        await again.AskAsync("resume", new { peerId = lost.PeerId, sessionSecret = lost.Secret(), lastSequence = received });
        return again;
    }
}
