using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Signal.Functions.Rooms;

/// <summary>Deletes rooms that have a timeout once it has passed.</summary>
public sealed partial class RoomExpiry(RoomStore rooms, RoomCloser closer, TimeProvider time, ILogger<RoomExpiry> logger)
{
    /// <summary>Looks at all rooms.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {time.GetUtcNow()}");
        await foreach (var room in rooms.QueryAsync(filter, cancellationToken))
        {
            // Somebody may open the room at this moment: then the ETag has changed, and the room stays.
            room.Deleting = true;
            if (await rooms.TryReplaceAsync(room, cancellationToken))
            {
                LogExpired(room.Id);
                await closer.FinishAsync(room, cancellationToken);
            }
        }
    }

    [LoggerMessage(1111, LogLevel.Information, "Room {RoomId} is past its timeout and is deleted")]
    private partial void LogExpired(string roomId);
}
