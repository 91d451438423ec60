using Signal.Functions.Nodes;
using Signal.Functions.Services;

namespace Signal.Functions.Tokens;

/// <summary>
/// Enforces the participant quota of a service. It counts by the nodes' reports, so that the quota may be exceeded for some seconds; a
/// room's maximum is exact (<see cref="SeatKeeper"/>).
/// </summary>
public sealed class ParticipantQuota(ServiceDirectory services, RoomNodeStore roomNodes, TimeProvider time) : IDisposable
{
    // Between two scans of the rooms of all services.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(IReadOnlyDictionary<string, int> Participants, DateTimeOffset Until);

    /// <summary>Whether the quota admits one more participant.</summary>
    public async ValueTask<bool> HasRoomAsync(string serviceId, CancellationToken cancellationToken) =>
        await services.FindAsync(serviceId, cancellationToken) is not { MaxParticipants: { } max }
        || (await CountAsync(cancellationToken)).GetValueOrDefault(serviceId) < max;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    // The rows have the nodes as partitions: the rooms of one service cost as much to find as those of all.
    private async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } present)
            {
                return present;
            }

            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            await foreach (var room in roomNodes.OccupiedAsync(cancellationToken))
            {
                counts[room.ServiceId] = counts.GetValueOrDefault(room.ServiceId) + room.Peers;
            }

            _snapshot = new Snapshot(counts, time.GetUtcNow() + Interval);
            return counts;
        }
        finally
        {
            _reading.Release();
        }
    }

    private IReadOnlyDictionary<string, int>? Fresh() => _snapshot is { } snapshot && time.GetUtcNow() < snapshot.Until ? snapshot.Participants : null;
}
