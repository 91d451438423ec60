using Signal.Functions.Participants;

namespace Signal.Functions.Events;

/// <summary>The number of participants of a room on each of its nodes other than its home.</summary>
internal sealed class PartCounts(IEnumerable<ParticipantEntity> participants)
{
    private readonly Dictionary<string, int> _counts = participants.Where(participant => participant.PartNode is not null)
        .CountBy(participant => participant.PartNode!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>The nodes that have participants.</summary>
    public IReadOnlyCollection<string> Nodes => _counts.Keys;

    public void Add(ParticipantEntity participant) => Change(participant, 1);

    public void Remove(ParticipantEntity participant) => Change(participant, -1);

    private void Change(ParticipantEntity participant, int change)
    {
        if (participant.PartNode is { } node && (_counts[node] = _counts.GetValueOrDefault(node) + change) == 0)
        {
            _counts.Remove(node);
        }
    }
}
