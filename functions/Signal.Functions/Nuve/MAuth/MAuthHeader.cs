using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Signal.Functions.Nuve.MAuth;

/// <summary>
/// The fields of an <c>Authorization: MAuth …</c> header. The format has no quoting, so a value runs up to the next known field:
/// a user name may contain <c>,</c> and <c>=</c>, and one that looks like a field makes that field appear twice, which is rejected.
/// </summary>
internal sealed partial record MAuthHeader
{
    private const int MaxLength = 4096;
    private const int MatchTimeout = 1000;
    private const string Scheme = "MAuth ";

    public required string ServiceId { get; init; }

    public required string SignatureMethod { get; init; }

    /// <summary>The timestamp as sent, in Unix milliseconds: the signature covers the text.</summary>
    public required string Timestamp { get; init; }

    public required string Nonce { get; init; }

    public required string Signature { get; init; }

    public string? UserName { get; init; }

    public string? Role { get; init; }

    /// <summary>The text that the caller signed: the user is included only together with a role.</summary>
    public string TextToSign => UserName is null || Role is null ? $"{Timestamp},{Nonce}" : $"{Timestamp},{Nonce},{UserName},{Role}";

    public static bool TryParse(string? header, [NotNullWhen(true)] out MAuthHeader? result)
    {
        result = null;
        if (header is null || header.Length > MaxLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = header[Scheme.Length..].Trim();
        var matches = FieldName().Matches(text);
        for (var i = 0; i < matches.Count; i++)
        {
            var start = matches[i].Index + matches[i].Length;
            var end = i + 1 < matches.Count ? matches[i + 1].Index : text.Length;
            if (!fields.TryAdd(matches[i].Groups["name"].Value, text[start..end]))
            {
                return false;
            }
        }

        if (!fields.TryGetValue("serviceid", out var service)
            || !fields.TryGetValue("signature_method", out var method)
            || !fields.TryGetValue("timestamp", out var timestamp) || !Digits().IsMatch(timestamp)
            || !fields.TryGetValue("cnonce", out var nonce) || !NonceText().IsMatch(nonce)
            || !fields.TryGetValue("signature", out var signature))
        {
            return false;
        }

        var role = fields.GetValueOrDefault("role");
        if (role is not null && role.Contains(','))
        {
            // "a,b" + "c" and "a" + "b,c" would have the same signature.
            return false;
        }

        result = new MAuthHeader
        {
            ServiceId = service.TrimEnd(','),
            SignatureMethod = method.TrimEnd(','),
            Timestamp = timestamp,
            Nonce = nonce,
            Signature = signature.Trim().TrimEnd(','),
            UserName = fields.GetValueOrDefault("username"),
            Role = role,
        };
        return true;
    }

    [GeneratedRegex(
        "(^|,)(mauth_(?<name>username|role|serviceid|cnonce|timestamp|signature_method|signature)|(?<name>realm))=",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        MatchTimeout)]
    private static partial Regex FieldName();

    [GeneratedRegex("^[0-9]{1,15}$", RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex Digits();

    [GeneratedRegex("^[0-9A-Za-z._-]{1,64}$", RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex NonceText();
}
