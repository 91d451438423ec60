namespace Signal.Functions.AdminPage;

/// <summary>How good the connection of a peer is.</summary>
/// <param name="PeerId">The peer.</param>
/// <param name="Connected">Whether the client has a connection to the node; otherwise the node waits for it to resume.</param>
/// <param name="Sends">mediasoup's score of the worst stream that the peer sends, 0 (worst) to 10; null: it sends none.</param>
/// <param name="Receives">mediasoup's score of the worst stream that the peer receives, 0 (worst) to 10; null: it receives none.</param>
public sealed record ConnectionQuality(string PeerId, bool Connected, int? Sends, int? Receives)
{
    // A paused stream has no packets, and no meaningful score.
    internal static ConnectionQuality Of(TracedPeer peer) => new(
        peer.PeerId,
        peer.Connected,
        peer.Producers.Where(stream => !stream.Paused).Min(stream => stream.Score),
        peer.Consumers.Where(stream => !stream.Paused && stream.ProducerPaused != true).Min(stream => stream.Score));
}
