using Microsoft.Extensions.Caching.Memory;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Functions.Events;

/// <summary>
/// Caches the states of rooms between events, so that folding needs no reads. A state is valid as long as its roster row is unchanged:
/// every write of a participant carries the row's ETag, so a write from a stale state fails, and the event is folded again from the tables.
/// </summary>
public sealed class RoomStates(RoomStore rooms, RosterStore rosters, PartPlacement parts) : IDisposable
{
    private const int MaxParticipants = 50_000;

    // The room's row is read with the state and cached for this time.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _states = new(new MemoryCacheOptions { SizeLimit = MaxParticipants });

    /// <summary>Removes a state from the cache, or reads it from the tables; null when the room does not exist.</summary>
    public async Task<RoomState?> TakeAsync(string tenant, string roomId, string nodeId, CancellationToken cancellationToken)
    {
        var key = (roomId, nodeId);
        if (_states.TryGetValue<RoomState>(key, out var known))
        {
            _states.Remove(key);
            return known;
        }

        var room = rooms.FindAsync(tenant, roomId, cancellationToken);
        var row = rosters.FindAsync(roomId, nodeId, cancellationToken);
        var participants = rosters.OnNodeAsync(roomId, nodeId, cancellationToken);
        await Task.WhenAll(room, row, participants);
        return await room is not { } found
            ? null
            : new RoomState(
                await row ?? new RosterEntity { PartitionKey = roomId, RowKey = RosterEntity.RowPrefix + nodeId, ServiceId = tenant, Cleared = true },
                await participants,
                found.Spec.MaxParticipants is not null || parts.SettingsOf(found).CountsParticipants);
    }

    /// <summary>Caches a state that matches the tables.</summary>
    public void Keep(RoomState state) => _states.Set(
        (state.Row.PartitionKey, state.Row.NodeId), state, new MemoryCacheEntryOptions { Size = 1 + state.Count, AbsoluteExpirationRelativeToNow = MaxAge });

    /// <inheritdoc/>
    public void Dispose() => _states.Dispose();
}
