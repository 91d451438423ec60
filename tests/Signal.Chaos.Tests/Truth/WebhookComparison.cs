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
                if (after.Time < before.Time)
                {
                    yield return $"webhooks: time runs backwards in room {room.Key}: {before} before {after}";
                }

                if (string.CompareOrdinal(after.Sequence, before.Sequence) <= 0)
                {
                    yield return $"webhooks: sequence runs backwards in room {room.Key}: {before} before {after}";
                }
            }
        }
    }

    private IEnumerable<string> OfParticipations()
    {
        var told = _first.Where(record => record.Type is "participant_joined" or "participant_left").ToLookup(record => record.PeerId!);
        foreach (var one in _participations)
        {
            var joins = told[one.PeerId].Count(record => record.Type == "participant_joined");
            var leaves = told[one.PeerId].Count(record => record.Type == "participant_left");
            var isPresent = _present.Contains(one.PeerId);
            var mustBeTold = isPresent || (one.Joined && !_mayBeUntold(one));
            if (joins > 1 || leaves > 1 || (joins == 0 && (mustBeTold || leaves > 0)))
            {
                yield return $"webhooks: {one} joined {joins} times and left {leaves} times";
            }
            else if (joins == 1 && leaves == (isPresent ? 1 : 0))
            {
                yield return isPresent ? $"webhooks: {one} is present and was reported as left" : $"webhooks: {one} has left, which was not reported";
            }
            else if (joins == 1 && leaves == 1 && told[one.PeerId].First().Type == "participant_left")
            {
                yield return $"webhooks: {one} left before it joined";
            }
        }

        var known = _participations.Select(one => one.PeerId).ToHashSet();
        foreach (var unknown in told.Where(records => !known.Contains(records.Key)))
        {
            var (joins, leaves) = (unknown.Count(record => record.Type == "participant_joined"), unknown.Count(record => record.Type == "participant_left"));
            if (joins != 1 || leaves != 1)
            {
                yield return $"webhooks: no client knows {unknown.Key}, which joined {joins} times and left {leaves} times: {unknown.First()}";
            }
        }
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
