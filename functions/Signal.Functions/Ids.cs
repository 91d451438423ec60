using System.Security.Cryptography;
using System.Text;

namespace Signal.Functions;

/// <summary>Creates and validates ids.</summary>
public static class Ids
{
    /// <summary>The maximum length of an id in a path, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The maximum length of a user id, in characters.</summary>
    public const int MaxUserIdLength = 128;

    /// <summary>Creates a random id of lowercase hexadecimal digits.</summary>
    public static string New(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Whether the text is a valid id: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public static bool IsWellFormed(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>
    /// Whether the text is a valid user id: up to <see cref="MaxUserIdLength"/> characters that can be part of a path: no control
    /// characters, not <c>.</c> or <c>..</c>, which clients resolve, no escaped slash, which could not be distinguished from a slash.
    /// </summary>
    public static bool IsUserId(string? id) =>
        id is { Length: > 0 and <= MaxUserIdLength } and not ("." or "..")
        && !id.Any(char.IsControl)
        && !id.Contains(EscapedSlash, StringComparison.OrdinalIgnoreCase);

    /// <summary>Decodes a user id in a path: ASP.NET Core keeps an escaped slash, and decodes everything else.</summary>
    public static string UserIdOf(string segment) => segment.Replace(EscapedSlash, "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns a table key of fixed length for any text.</summary>
    public static string HashKey(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private const string EscapedSlash = "%2F";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
