namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>What the SDK of a page knows of its room, for the messages of failed tests.</summary>
internal static class RoomReport
{
    /// <summary>A function that returns the report as JSON.</summary>
    public const string Read = """
        () => {
          const room = window.signalRoom;
          const stream = s => `${s.source} ${s.id ?? 'not sent'}`;
          return JSON.stringify(room ? {
            state: room.state, media: room.mediaState, node: room.nodeId, peer: room.peerId,
            sends: room.publications.map(stream),
            peers: [...room.peers.values()].map(peer => ({ name: peer.displayName, peer: peer.id, sends: peer.subscriptions.map(stream) })),
          } : 'no room');
        }
        """;
}
