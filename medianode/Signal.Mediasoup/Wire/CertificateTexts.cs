using System.Collections.Concurrent;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup.Wire;

/// <summary>The fingerprints of workers' certificates. Each transport of a worker has the same, and they are longer than all else about it.</summary>
internal static class CertificateTexts
{
    // Five for each worker. Workers that have ended are not removed one by one.
    private const int MaxCount = 1000;

    private static readonly ConcurrentDictionary<string, string> Known = new(Utf8KeyComparer.Instance);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<byte>> KnownByUtf8 =
        Known.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Returns the text.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (KnownByUtf8.TryGetValue(utf8, out var known))
        {
            return known;
        }

        if (Known.Count >= MaxCount)
        {
            Known.Clear();
        }

        var text = Utf8KeyComparer.Instance.Create(utf8);
        return Known.GetOrAdd(text, text);
    }
}
