using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signal.Admin;

/// <summary>
/// Tells deliveries of a webhook from forgeries, as
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</see> says. Safe to share
/// between threads.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>The header with the id of the event: the same each time the event is sent.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the delivery, in Unix seconds.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const int MinKeyBytes = 24;
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secret">The webhook's secret, <c>whsec_…</c>: <see cref="Webhook.Secret"/>.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="FormatException">The secret is none.</exception>
    public WebhookVerifier(string secret, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new FormatException($"A webhook's secret begins with {Prefix}.");
        }

        // Standard Webhooks asks for 24 bytes; with none anybody could sign.
        _key = Base64Url.DecodeFromChars(secret[Prefix.Length..].TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        _time = time ?? TimeProvider.System;
        if (_key.Length < MinKeyBytes)
        {
            throw new FormatException($"A webhook's secret holds {MinKeyBytes} bytes or more.");
        }
    }

    /// <summary>Does a delivery come from the control plane, and is its time stamp within five minutes of now?</summary>
    /// <param name="id">The value of <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The value of <see cref="SignatureHeader"/>.</param>
    /// <param name="body">The body as it arrived.</param>
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
