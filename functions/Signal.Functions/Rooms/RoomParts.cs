namespace Signal.Functions.Rooms;

/// <summary>The changes of the nodes that a room spans. Each returns a new list, without the nodes that cannot hold the room any more.</summary>
public static class RoomParts
{
    /// <summary>A token for a node was minted.</summary>
    public static IReadOnlyList<RoomPart> Expect(this IReadOnlyList<RoomPart> parts, string nodeId, long epoch, DateTimeOffset until, DateTimeOffset now)
    {
        var known = parts.FirstOrDefault(part => part.NodeId == nodeId && part.Epoch == epoch && part.LeavingUntil is null);
        var expected = known?.ExpectedUntil > until ? known.ExpectedUntil : until;
        return parts.With(new RoomPart(nodeId, epoch, known?.Open ?? false, expected), now);
    }

    /// <summary>The first participant has joined on a node.</summary>
    public static IReadOnlyList<RoomPart> Open(this IReadOnlyList<RoomPart> parts, string nodeId, long epoch, DateTimeOffset now)
    {
        var known = parts.FirstOrDefault(part => part.NodeId == nodeId && part.Epoch == epoch);
        return parts.With(known is null ? new RoomPart(nodeId, epoch, Open: true, ExpectedUntil: now) : known with { Open = true }, now);
    }

    /// <summary>The last participant on a node has left.</summary>
    public static IReadOnlyList<RoomPart> Close(this IReadOnlyList<RoomPart> parts, string nodeId, DateTimeOffset now) =>
        [.. parts.Select(part => part.NodeId == nodeId ? part with { Open = false } : part).Where(part => part.MayBeOpen(now))];

    /// <summary>The home of the room has changed: the nodes close their parts of the former one.</summary>
    public static IReadOnlyList<RoomPart> Leave(this IReadOnlyList<RoomPart> parts, DateTimeOffset until, DateTimeOffset now) =>
        [.. parts.Where(part => part.MayBeOpen(now)).Select(part => part.LeavingUntil is null ? part with { LeavingUntil = until } : part)];

    private static IReadOnlyList<RoomPart> With(this IReadOnlyList<RoomPart> parts, RoomPart changed, DateTimeOffset now) =>
        [.. parts.Where(part => part.NodeId != changed.NodeId && part.MayBeOpen(now)), changed];
}
