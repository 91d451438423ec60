using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signal.Admin;

/// <summary>
/// Verifies the signatures of webhook deliveries according to
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</see>.
/// Thread-safe.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>The header with the id of the event. It is the same for each delivery attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the delivery attempt, in Unix seconds.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const int MinKeyBytes = 24;
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secret">The webhook's secret, <c>whsec_…</c>: <see cref="Webhook.Secret"/>.</param>
    /// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="FormatException">The secret is not valid.</exception>
    public WebhookVerifier(string secret, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new FormatException($"A webhook secret must begin with {Prefix}.");
        }

        // Standard Webhooks requires 24 bytes; with an empty key anyone could sign.
        _key = Base64Url.DecodeFromChars(secret[Prefix.Length..].TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        _time = time ?? TimeProvider.System;
        if (_key.Length < MinKeyBytes)
        {
            throw new FormatException($"A webhook secret must contain at least {MinKeyBytes} bytes.");
        }
    }

    /// <summary>Whether the signature of a delivery is valid and its timestamp is within five minutes of the current time.</summary>
    /// <param name="id">The value of <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The value of <see cref="SignatureHeader"/>.</param>
    /// <param name="body">The raw body of the request.</param>
    public bool IsGenuine(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (id is null || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = HMACSHA256.HashData(_key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isGenuine = false;
        foreach (var signature in signatures.Split(' ').Where(signature => signature.StartsWith(Version, StringComparison.Ordinal)))
        {
            isGenuine |= Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
                && CryptographicOperations.FixedTimeEquals(given[..length], expected);
        }

        return isGenuine;
    }
}
