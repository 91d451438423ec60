using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>Writes participants together with the roster row.</summary>
public sealed class RosterStore(TableDatabase database) : IOwnedByRoom
{
    // A transaction holds 4 MiB; a character takes up to three bytes.
    private const int MaxCharacters = 1_000_000;

    private readonly Table<RosterEntity> _rosters = database.Open<RosterEntity>(TableNames.Participants);
    private readonly Table<ParticipantEntity> _participants = database.Open<ParticipantEntity>(TableNames.Participants);

    /// <summary>Returns the roster row of a room on a node; null when no event is folded.</summary>
    public Task<RosterEntity?> FindAsync(string roomId, string nodeId, CancellationToken cancellationToken) =>
        _rosters.GetAsync(roomId, RosterEntity.RowPrefix + nodeId, cancellationToken);

    /// <summary>All participants of a room on one node.</summary>
    public async Task<IReadOnlyList<ParticipantEntity>> OnNodeAsync(string roomId, string nodeId, CancellationToken cancellationToken)
    {
        var list = new List<ParticipantEntity>();
        await foreach (var participant in _participants.QueryAsync(Filter.RowPrefix(roomId, ParticipantEntity.RowPrefix), cancellationToken))
        {
            if (participant.NodeId == nodeId)
            {
                list.Add(participant);
            }
        }

        return list;
    }

    /// <summary>
    /// Writes changed participants and the roster; false when another instance folded an event in the meantime. Changes that do not fit
    /// into one transaction are written before: they are idempotent, and only the last transaction marks the events as folded.
    /// </summary>
    /// <param name="roster">The roster, with the ETag from its read; without an ETag it is inserted.</param>
    /// <param name="deleted">The participants to delete.</param>
    /// <param name="written">The participants to write.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<bool> TryWriteAsync(
        RosterEntity roster, IReadOnlyCollection<ParticipantEntity> deleted, IReadOnlyCollection<ParticipantEntity> written,
        CancellationToken cancellationToken) => TryWriteAsync([roster], deleted, written, cancellationToken);

    /// <summary>Writes several rosters of one room in the same transaction.</summary>
    public async Task<bool> TryWriteAsync(
        IReadOnlyList<RosterEntity> rows, IReadOnlyCollection<ParticipantEntity> deleted, IReadOnlyCollection<ParticipantEntity> written,
        CancellationToken cancellationToken)
    {
        var partition = rows[0].PartitionKey;
        var batch = new TableBatch(partition);
        var characters = 0;
        foreach (var (participant, isDeleted) in deleted.Select(p => (p, true)).Concat(written.Select(p => (p, false))))
        {
            characters += isDeleted ? 0 : participant.PeerJson.Length;
            if (batch.IsFull || characters > MaxCharacters)
            {
                if (!await _participants.TryWriteAsync(batch, cancellationToken))
                {
                    return false;
                }

                batch = new TableBatch(partition);
                characters = participant.PeerJson.Length;
            }

            _ = isDeleted ? batch.DeleteAny(participant) : batch.Upsert(participant);
        }

        if (batch.Count + rows.Count > TableBatch.MaxSize)
        {
            if (!await _participants.TryWriteAsync(batch, cancellationToken))
            {
                return false;
            }

            batch = new TableBatch(partition);
        }

        foreach (var row in rows)
        {
            _ = row.ETag == default ? batch.Insert(row) : batch.Replace(row);
        }

        return await _rosters.TryWriteAsync(batch, cancellationToken);
    }

    /// <summary>Gives the roster row of a room on a node another ETag: states that were read before are read again with the next event.</summary>
    public async Task InvalidateAsync(string roomId, string nodeId, CancellationToken cancellationToken)
    {
        while (await FindAsync(roomId, nodeId, cancellationToken) is { } row && !await _rosters.TryReplaceAsync(row, cancellationToken))
        {
        }
    }

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_rosters, Filter.Partition(roomId), cancellationToken);
}
