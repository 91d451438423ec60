using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Signal.MediaNode.Peers;

/// <summary>
/// The session secrets of the peers on this node. A secret lets its holder, and nobody else, open a connection on which the peer can be
/// resumed, for as long as the peer lives; other peers and the control plane never see it.
/// </summary>
internal sealed class SessionTickets
{
    /// <summary>How a session secret begins, so that it is told from a token.</summary>
    public const string Prefix = "session.";

    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, Peer> _peers = new(StringComparer.Ordinal);

    /// <summary>How many peers can be resumed.</summary>
    public int Count => _peers.Count;

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Remembers a peer.</summary>
    public void Add(Peer peer) => _peers[Digest(peer.SessionSecret)] = peer;

    /// <summary>Forgets a peer.</summary>
    public void Remove(Peer peer) => _peers.TryRemove(Digest(peer.SessionSecret), out _);

    /// <summary>The peer of a secret. Looked up by a digest, so that the time it takes tells nothing of the secrets.</summary>
    public Peer? Find(string secret) => _peers.GetValueOrDefault(Digest(secret));

    private static string Digest(string secret) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}
