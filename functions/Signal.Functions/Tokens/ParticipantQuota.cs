using Signal.Functions.Nodes;
using Signal.Functions.Services;
using Signal.Functions.Storage;

namespace Signal.Functions.Tokens;

/// <summary>
/// Enforces the participant quota of a service. It counts by the nodes' reports, so that the quota may be exceeded for some seconds; a
/// room's maximum is exact (<see cref="SeatKeeper"/>).
/// </summary>
public sealed class ParticipantQuota(ServiceDirectory services, RoomNodeStore roomNodes, TimeProvider time) : IDisposable
{
    // Between two scans of the rooms of all services.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly CachedRead<IReadOnlyDictionary<string, int>> _participants = new(token => CountAsync(roomNodes, token), Interval, time);

    /// <summary>Whether the quota admits one more participant.</summary>
    public async ValueTask<bool> HasRoomAsync(string serviceId, CancellationToken cancellationToken) =>
        await services.FindAsync(serviceId, cancellationToken) is not { MaxParticipants: { } max }
        || (await _participants.GetAsync(cancellationToken)).GetValueOrDefault(serviceId) < max;

    /// <inheritdoc/>
    public void Dispose() => _participants.Dispose();

    // The rows have the nodes as partitions: the rooms of one service cost as much to find as those of all.
    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(RoomNodeStore roomNodes, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var room in roomNodes.OccupiedAsync(cancellationToken))
        {
            counts[room.ServiceId] = counts.GetValueOrDefault(room.ServiceId) + room.Peers;
        }

        return counts;
    }
}
