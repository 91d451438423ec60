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

    private readonly ConcurrentDictionary<string, SessionTicket> _tickets = new(StringComparer.Ordinal);

    /// <summary>How many peers can be resumed.</summary>
    public int Count => _tickets.Count;

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Remembers a peer.</summary>
    public void Add(Peer peer) => _tickets[Digest(peer.SessionSecret)] = new SessionTicket(peer);

    /// <summary>Forgets a peer.</summary>
    public void Remove(Peer peer) => _tickets.TryRemove(Digest(peer.SessionSecret), out _);

    /// <summary>The ticket of a secret. Looked up by a digest, so that the time it takes tells nothing of the secrets.</summary>
    public SessionTicket? Find(string secret) => _tickets.GetValueOrDefault(Digest(secret));

    private static string Digest(string secret) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}
