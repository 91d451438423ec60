namespace Signal.Chaos.Tests.Truth;

/// <summary>
/// Compares the delivered webhooks with the clients' participations: each participation joins once and leaves once, by events that keep their
/// ids; those of a room arrive in order; no event contradicts an earlier one.
/// </summary>
internal sealed class WebhookComparison
{
    private readonly IReadOnlyList<WebhookRecord> _first;
    private readonly IReadOnlyList<WebhookRecord> _all;
    private readonly IReadOnlyCollection<Participation> _participations;
    private readonly IReadOnlySet<string> _present;
    private readonly Func<Participation, bool> _mayBeUntold;

    private WebhookComparison(
        IReadOnlyList<WebhookRecord> records,
        IReadOnlyCollection<Participation> participations,
        IReadOnlySet<string> present,
        Func<Participation, bool> mayBeUntold)
    {
        _all = records;
        _first = [.. records.DistinctBy(record => record.Id)];
        (_participations, _present, _mayBeUntold) = (participations, present, mayBeUntold);
    }

    /// <summary>The differences, each a sentence.</summary>
    /// <param name="records">The deliveries in order, including repeated ones.</param>
    /// <param name="participations">The participations of the clients.</param>
    /// <param name="present">The peers that are in their rooms now.</param>
    /// <param name="mayBeUntold">Whether the participation was on a process that was killed, so that its events may be lost.</param>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<WebhookRecord> records, IReadOnlyCollection<Participation> participations, IReadOnlySet<string> present,
        Func<Participation, bool> mayBeUntold)
    {
        var comparison = new WebhookComparison(records, participations, present, mayBeUntold);
        return [.. comparison.OfIds(), .. comparison.OfOrder(), .. comparison.OfParticipations(), .. comparison.OfRooms()];
    }

    private IEnumerable<string> OfIds() => _all.GroupBy(record => record.Id)
        .Where(same => same.Distinct().Count() > 1)
        .Select(same => $"webhooks: event {same.Key} was delivered with different contents: {string.Join("; ", same.Distinct())}");

    private IEnumerable<string> OfOrder()
    {
        foreach (var room in _first.Where(record => record.RoomId.Length > 0).GroupBy(record => record.RoomId))
        {
            foreach (var (before, after) in room.Zip(room.Skip(1)))
            {
                if (string.CompareOrdinal(after.Sequence, before.Sequence) <= 0)
                {
                    yield return $"webhooks: sequence runs backwards in room {room.Key}: {before} before {after}";
                }
            }
        }

        // Each node has a clock: while participants move, the events of two nodes are mixed.
        foreach (var part in _first.Where(record => record.RoomId.Length > 0).GroupBy(record => (record.RoomId, record.NodeId)))
        {
            foreach (var (before, after) in part.Zip(part.Skip(1)))
            {
                if (after.Time < before.Time)
                {
                    yield return $"webhooks: time runs backwards in room {part.Key}: {before} before {after}";
                }
            }
        }
    }

    private IEnumerable<string> OfParticipations()
    {
        var told = _first.Where(record => record.Type is "participant_joined" or "participant_left").ToLookup(record => record.PeerId!);
        foreach (var one in _participations)
        {
            var records = told[one.PeerId].ToList();
            var isPresent = _present.Contains(one.PeerId);
            if (Contradiction(records) is { } contradiction)
            {
                yield return $"webhooks: {one} {contradiction}";
            }
            else if (records.Count == 0 && (isPresent || (one.Joined && !_mayBeUntold(one))))
            {
                yield return $"webhooks: {one} was not reported";
            }
            else if (records.Count > 0 && (records[^1].Type == "participant_joined") != isPresent)
            {
                yield return isPresent ? $"webhooks: {one} is present and was reported as left" : $"webhooks: {one} has left, which was not reported";
            }
        }

        var known = _participations.Select(one => one.PeerId).ToHashSet();
        foreach (var unknown in told.Where(records => !known.Contains(records.Key)))
        {
            var records = unknown.ToList();
            if (Contradiction(records) is { } contradiction)
            {
                yield return $"webhooks: no client knows {unknown.Key}, which {contradiction}";
            }
            else if (records[^1].Type == "participant_joined")
            {
                yield return $"webhooks: no client knows {unknown.Key}, which has not left: {unknown.First()}";
            }
        }
    }

    /// <summary>A participant joins and leaves once; one that was lost with its node joins again when the node returns.</summary>
    private static string? Contradiction(List<WebhookRecord> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Type != (i % 2 == 0 ? "participant_joined" : "participant_left"))
            {
                return $"joined and left in another order: {string.Join("; ", records)}";
            }

            if (i % 2 == 1 && i < records.Count - 1 && records[i].Reason != "lost")
            {
                return $"joined again: {string.Join("; ", records)}";
            }
        }

        return null;
    }

    private IEnumerable<string> OfRooms()
    {
        foreach (var run in _first.Where(record => record.RoomId.Length > 0).GroupBy(record => (record.RoomId, record.NodeId)))
        {
            var isOpen = false;
            foreach (var record in run)
            {
                switch (record.Type)
                {
                    case "room_started" when isOpen:
                        yield return $"webhooks: room {run.Key} started twice: {record}";
                        break;
                    case "room_finished" when !isOpen:
                        yield return $"webhooks: room {run.Key} finished and was not open: {record}";
                        break;
                    case "participant_joined" or "track_published" when !isOpen:
                        yield return $"webhooks: room {run.Key} is not open: {record}";
                        break;
                }

                isOpen = record.Type switch { "room_started" => true, "room_finished" => false, _ => isOpen };
            }
        }
    }
}
