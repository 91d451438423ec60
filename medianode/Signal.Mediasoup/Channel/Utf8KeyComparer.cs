using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Signal.Mediasoup.Channel;

/// <summary>Compares strings so that they can be looked up by the UTF-8 bytes that the channel receives.</summary>
internal sealed class Utf8KeyComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static Utf8KeyComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode([DisallowNull] string obj)
    {
        Span<byte> bytes = stackalloc byte[128];
        return Encoding.UTF8.TryGetBytes(obj, bytes, out var written)
            ? GetHashCode(bytes[..written])
            : GetHashCode(Encoding.UTF8.GetBytes(obj));
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (other.Length != alternate.Length)
        {
            return other.Length < alternate.Length && string.Equals(Create(alternate), other, StringComparison.Ordinal);
        }

        return Ascii.Equals(alternate, other);
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
