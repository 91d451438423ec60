using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>The participants in the tables.</summary>
public sealed class ParticipantStore(TableDatabase database)
{
    private readonly Table<ParticipantEntity> _participants = database.Open<ParticipantEntity>(TableNames.Participants);

    /// <summary>Finds a participant by its peer id; null when it is not in the room.</summary>
    public Task<ParticipantEntity?> FindAsync(string roomId, string peerId, CancellationToken cancellationToken) =>
        _participants.GetAsync(roomId, ParticipantEntity.RowOf(peerId), cancellationToken);

    /// <summary>All participants of a room.</summary>
    public async Task<IReadOnlyList<ParticipantEntity>> ListAsync(string roomId, CancellationToken cancellationToken)
    {
        var list = new List<ParticipantEntity>();
        await foreach (var participant in _participants.QueryAsync(Filter.RowPrefix(roomId, ParticipantEntity.RowPrefix), cancellationToken))
        {
            list.Add(participant);
        }

        return list;
    }

    /// <summary>One page of a room's participants.</summary>
    public Task<Page<ParticipantEntity>> PageAsync(string roomId, int limit, string? continuation, CancellationToken cancellationToken) =>
        _participants.PageAsync(Filter.RowPrefix(roomId, ParticipantEntity.RowPrefix), limit, continuation, cancellationToken);

    /// <summary>All peers of one user in a room.</summary>
    public async Task<IReadOnlyList<ParticipantEntity>> OfUserAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        var filter = Filter.RowPrefix(roomId, ParticipantEntity.RowPrefix)
            + " and " + Azure.Data.Tables.TableClient.CreateQueryFilter($"UserId eq {userId}");
        var list = new List<ParticipantEntity>();
        await foreach (var participant in _participants.QueryAsync(filter, cancellationToken))
        {
            list.Add(participant);
        }

        return list;
    }
}
