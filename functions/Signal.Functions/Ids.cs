using System.Security.Cryptography;
using System.Text;

namespace Signal.Functions;

/// <summary>Makes and checks identifiers.</summary>
public static class Ids
{
    /// <summary>The longest id in a path.</summary>
    public const int MaxLength = 64;

    /// <summary>The longest user id.</summary>
    public const int MaxUserIdLength = 128;

    /// <summary>A new random id of lower-case hexadecimal digits.</summary>
    public static string New(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Can this be the id of anything? Ids are letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; all others are unknown.</summary>
    public static bool IsWellFormed(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>
    /// Can this be a user id? Any text of up to <see cref="MaxUserIdLength"/> characters that a path can hold: no control characters, no <c>.</c> and
    /// <c>..</c>, which clients resolve, no escaped slash, which could not be told from a plain one.
    /// </summary>
    public static bool IsUserId(string? id) =>
        id is { Length: > 0 and <= MaxUserIdLength } and not ("." or "..") && !id.Any(char.IsControl) && !id.Contains(EscapedSlash, StringComparison.OrdinalIgnoreCase);

    /// <summary>The user id in a path: ASP.NET Core leaves an escaped slash as it is, and decodes all else.</summary>
    public static string UserIdOf(string segment) => segment.Replace(EscapedSlash, "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A table key for any text, of fixed length.</summary>
    public static string HashKey(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private const string EscapedSlash = "%2F";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
