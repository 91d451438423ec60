using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Signal.Functions.Nodes;
using Signal.Functions.Services;

namespace Signal.Functions.Tokens;

/// <summary>
/// Enforces the participant quota of a service. It counts by the nodes' reports, so that the quota may be exceeded for some seconds; a
/// room's maximum is exact (<see cref="SeatKeeper"/>).
/// </summary>
public sealed class ParticipantQuota(ServiceDirectory services, RoomNodeStore roomNodes, IOptions<NodesOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (int Participants, DateTimeOffset Until)> _counts = new(StringComparer.Ordinal);

    /// <summary>Whether the quota admits one more participant.</summary>
    public async ValueTask<bool> HasRoomAsync(string serviceId, CancellationToken cancellationToken) =>
        await services.FindAsync(serviceId, cancellationToken) is not { MaxParticipants: { } max } || await CountAsync(serviceId, cancellationToken) < max;

    private async Task<int> CountAsync(string serviceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_counts.TryGetValue(serviceId, out var known) && now < known.Until)
        {
            return known.Participants;
        }

        var count = 0;
        await foreach (var room in roomNodes.OfServiceAsync(serviceId, cancellationToken))
        {
            count += room.Peers;
        }

        _counts[serviceId] = (count, now + options.Value.Cache);
        return count;
    }
}
