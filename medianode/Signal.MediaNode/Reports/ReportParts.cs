using Signal.Contracts.Messages;

namespace Signal.MediaNode.Reports;

/// <summary>
/// Splits a report into parts that fit a bus message: 256 KB on the Standard tier, including properties. Each part lists the rooms of a
/// range of ids.
/// </summary>
internal static class ReportParts
{
    private const int MaxRoomBytes = 128 * 1024;

    // The JSON of a room except its ids.
    private const int RoomOverhead = 200;

    // The longest escape of a character in JSON: \u003C.
    private const int EscapedBytes = 6;

    /// <summary>Returns the parts, at least one.</summary>
    public static IReadOnlyList<NodeReport> Of(NodeReport report)
    {
        if (report.Rooms.Sum(SizeOf) <= MaxRoomBytes)
        {
            return [report];
        }

        var ranges = Cut([.. report.Rooms.OrderBy(room => room.RoomId, StringComparer.Ordinal)]);
        return [.. ranges.Select((rooms, part) => report with
        {
            Part = part,
            Parts = ranges.Count,
            RoomsAfter = part > 0 ? ranges[part - 1][^1].RoomId : null,
            RoomsUpTo = part < ranges.Count - 1 ? rooms[^1].RoomId : null,
            Rooms = rooms,
        })];
    }

    private static List<List<RoomReport>> Cut(IReadOnlyList<RoomReport> rooms)
    {
        List<List<RoomReport>> ranges = [[]];
        var bytes = 0;
        foreach (var room in rooms)
        {
            var size = SizeOf(room);
            if (bytes > 0 && bytes + size > MaxRoomBytes)
            {
                ranges.Add([]);
                bytes = 0;
            }

            ranges[^1].Add(room);
            bytes += size;
        }

        return ranges;
    }

    private static int SizeOf(RoomReport room) => RoomOverhead + SizeOf(room.RoomId) + SizeOf(room.Tenant);

    private static int SizeOf(string id)
    {
        var bytes = 0;
        foreach (var character in id)
        {
            bytes += char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/' or ' ' ? 1 : EscapedBytes;
        }

        return bytes;
    }
}
