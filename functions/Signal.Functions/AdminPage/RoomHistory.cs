using Microsoft.Extensions.Options;
using Signal.Functions.Changes;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Functions.Storage;

namespace Signal.Functions.AdminPage;

/// <summary>Records who joined and left each room, where, and why: the latest events of each room, until the room is deleted.</summary>
public sealed class RoomHistory(TableDatabase database, RoomStore rooms, IOptions<AdminPageOptions> options) : IEventSink, IOwnedByRoom
{
    private readonly Table<RoomHistoryEntity> _histories = database.Open<RoomHistoryEntity>(TableNames.RoomHistory);

    private int MaxEntries => options.Value.Enabled ? options.Value.RoomHistory : 0;

    /// <summary>The recorded events of a room, newest first.</summary>
    public async Task<IReadOnlyList<RoomHistoryEntry>> GetAsync(string roomId, CancellationToken cancellationToken) =>
        await _histories.GetAsync(roomId, RoomHistoryEntity.Row, cancellationToken) is { } room ? [.. room.Entries.Reverse()] : [];

    /// <inheritdoc/>
    public async Task AcceptAsync(string tenant, string roomId, IReadOnlyList<RoomChange> changes, CancellationToken cancellationToken)
    {
        RoomHistoryEntry[] added = MaxEntries == 0 ? [] : [.. changes.Select(RoomHistoryEntry.Of).OfType<RoomHistoryEntry>()];
        while (added.Length > 0)
        {
            var history = await _histories.GetAsync(roomId, RoomHistoryEntity.Row, cancellationToken);
            if (history is null)
            {
                if (await TryBeginAsync(tenant, roomId, added, cancellationToken))
                {
                    return;
                }

                continue;
            }

            var before = history.Entries;
            var unrecorded = Unrecorded(before, added);
            history.Entries = [.. before.Concat(unrecorded).TakeLast(MaxEntries)];
            if (unrecorded.Length == 0 || await _histories.TryReplaceAsync(history, cancellationToken))
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public Task AcceptAsync(NodeChange change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_histories, Filter.Partition(roomId), cancellationToken);

    private async Task<bool> TryBeginAsync(string tenant, string roomId, RoomHistoryEntry[] entries, CancellationToken cancellationToken)
    {
        var history = new RoomHistoryEntity { PartitionKey = roomId, RowKey = RoomHistoryEntity.Row, Entries = [.. entries.TakeLast(MaxEntries)] };
        if (!await _histories.TryInsertAsync(history, cancellationToken))
        {
            return false;
        }

        // The deletion of the room may have passed before the history was inserted.
        if (await rooms.FindAsync(tenant, roomId, cancellationToken) is null)
        {
            await DeleteOwnedAsync(roomId, cancellationToken);
        }

        return true;
    }

    // Changes come in order, so that all before the last recorded one were recorded too, even if their entries were dropped since.
    private static RoomHistoryEntry[] Unrecorded(IReadOnlyList<RoomHistoryEntry> recorded, RoomHistoryEntry[] added)
    {
        var known = recorded.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return added[(Array.FindLastIndex(added, entry => known.Contains(entry.Id)) + 1)..];
    }
}
