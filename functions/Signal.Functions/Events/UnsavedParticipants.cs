using Signal.Functions.Participants;

namespace Signal.Functions.Events;

/// <summary>The rows of participants to write and to delete, so that the table holds the state of the room.</summary>
internal sealed class UnsavedParticipants(IEnumerable<ParticipantEntity> stored)
{
    private readonly HashSet<string> _stored = new(stored.Select(participant => participant.RowKey), StringComparer.Ordinal);
    private readonly Dictionary<string, ParticipantEntity> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParticipantEntity> _deleted = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ParticipantEntity> Written => _written.Values;

    public IReadOnlyCollection<ParticipantEntity> Deleted => _deleted.Values;

    public void Write(ParticipantEntity participant)
    {
        _deleted.Remove(participant.RowKey);
        _written[participant.RowKey] = participant;
    }

    /// <summary>Deletes the row; one that was never saved is only not written.</summary>
    public void Delete(ParticipantEntity participant)
    {
        _written.Remove(participant.RowKey);
        if (_stored.Contains(participant.RowKey))
        {
            _deleted[participant.RowKey] = participant;
        }
    }

    /// <summary>Marks all changes as saved.</summary>
    public void Accept()
    {
        _stored.UnionWith(_written.Keys);
        _stored.ExceptWith(_deleted.Keys);
        _written.Clear();
        _deleted.Clear();
    }
}
