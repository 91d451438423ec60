using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The session secrets of the peers on this node: <c>session.id.key</c>. The id opens a connection and may appear in a URL, which proxies
/// log; the key, which <c>resume</c> requires in addition, resumes the peer. Both are valid while the peer lives. They are never sent to
/// other peers or to the control plane.
/// </summary>
internal sealed class SessionTickets
{
    /// <summary>The prefix of session secrets, which distinguishes them from tokens.</summary>
    public const string Prefix = "session.";

    private const int IdBytes = 16;
    private const int KeyBytes = 32;

    private readonly ConcurrentDictionary<string, SessionTicket> _tickets = new(StringComparer.Ordinal);

    /// <summary>The number of peers that can be resumed.</summary>
    public int Count => _tickets.Count;

    /// <summary>Creates a secret.</summary>
    public static string NewSecret() => $"{Prefix}{Random(IdBytes)}.{Random(KeyBytes)}";

    /// <summary>Adds a peer.</summary>
    public void Add(Peer peer) => _tickets[IdOf(peer.SessionSecret)] = new SessionTicket(peer);

    /// <summary>Removes a peer.</summary>
    public void Remove(Peer peer) => _tickets.TryRemove(IdOf(peer.SessionSecret), out _);

    /// <summary>Returns the ticket of a secret, or of a secret without its key.</summary>
    public SessionTicket? Find(string credential) => _tickets.GetValueOrDefault(IdOf(credential));

    /// <summary>Returns the peer of a secret; compares in constant time.</summary>
    public Peer? FindPeer(string secret) => Find(secret)?.Peer is { } peer && AreEqual(peer.SessionSecret, secret) ? peer : null;

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>Returns the prefix and the id.</summary>
    private static string IdOf(string credential) =>
        credential.IndexOf('.', Math.Min(Prefix.Length, credential.Length)) is >= 0 and var end ? credential[..end] : credential;

    private static string Random(int bytes) => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(bytes));
}
