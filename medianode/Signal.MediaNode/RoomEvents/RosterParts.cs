using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Splits a roster into parts that fit a bus message: 256 KB on the Standard tier, including properties.</summary>
internal static class RosterParts
{
    private const int MaxBytes = 160 * 1024;

    /// <summary>Returns the parts, at least one. Each holds as many peers as fit.</summary>
    public static IReadOnlyList<IReadOnlyList<PeerInfo>> Of(IReadOnlyList<PeerInfo> peers)
    {
        List<List<PeerInfo>> parts = [[]];
        var bytes = 0;
        foreach (var peer in peers)
        {
            var size = JsonSerializer.SerializeToUtf8Bytes(peer, ContractsJson.Options).Length;
            if (bytes > 0 && bytes + size > MaxBytes)
            {
                parts.Add([]);
                bytes = 0;
            }

            parts[^1].Add(peer);
            bytes += size;
        }

        return parts;
    }
}
