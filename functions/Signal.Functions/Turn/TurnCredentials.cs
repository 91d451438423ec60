using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Turn;

/// <summary>
/// Creates time-limited credentials by the TURN REST convention (draft-uberti-behave-turn-rest-00, section 2.2): the user name is
/// <c>expiry:user</c>, the password the base64 of its HMAC-SHA1 with the secret that is shared with the server.
/// </summary>
public sealed class TurnCredentials(IOptions<TurnOptions> options)
{
    private readonly TurnServer[] _anywhere = [.. options.Value.Servers.Where(server => string.IsNullOrEmpty(server.Region))];

    private readonly ILookup<string, TurnServer> _regions = options.Value.Servers
        .Where(server => !string.IsNullOrEmpty(server.Region))
        .ToLookup(server => server.Region!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the servers for a client, with credentials that are valid from now on; null when no server applies.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="region">The region of the client; null: unknown.</param>
    /// <param name="now">The current time.</param>
    public IReadOnlyList<IceServer>? Mint(string userId, string? region, DateTimeOffset now)
    {
        var ofRegion = region is null ? [] : _regions[region].ToArray();
        var servers = ofRegion.Length > 0 ? ofRegion : _anywhere;
        var expiry = (now + options.Value.CredentialLife).ToUnixTimeSeconds();
        var username = FormattableString.Invariant($"{expiry}:{NameOf(userId)}");
        return servers.Length == 0 ? null : [.. servers.Select(server => new IceServer(server.Urls, username, Password(server.Secret!, username)))];
    }

    // coturn rejects names with spaces and quotes; RFC 8489 limits names to 508 bytes.
    private static string NameOf(string userId) =>
        userId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '@')
            ? userId
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(userId)));

    [SuppressMessage(
        "Security",
        "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "TURN servers expect HMAC-SHA1, which SHA-1's collisions do not weaken.")]
    private static string Password(string secret, string username) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username)));
}
