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

    /// <summary>A table key for any text, of fixed length.</summary>
    public static string HashKey(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
