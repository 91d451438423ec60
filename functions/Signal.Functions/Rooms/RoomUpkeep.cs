using Microsoft.Extensions.Logging;

namespace Signal.Functions.Rooms;

/// <summary>Does for rooms what is due: completes deletions, tells changes, deletes what is past its timeout.</summary>
public sealed partial class RoomUpkeep(
    RoomStore rooms, RoomAgenda agenda, RoomDeletion deletion, RoomSettingsPublisher settingsPublisher, TimeProvider time, ILogger<RoomUpkeep> logger)
{
    // How long an open room is left alone: the event that ends it makes an entry of its own, unless it is lost.
    private static readonly TimeSpan OpenCheckEvery = TimeSpan.FromMinutes(10);

    // How long after a failure the next attempt comes.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the rooms that are due.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var due in await agenda.TakeDueAsync(cancellationToken))
        {
            if (await rooms.FindWithDeletedAsync(due.ServiceId, due.RoomId, cancellationToken) is { } room)
            {
                await ProcessAsync(room, cancellationToken);
            }

            await agenda.RemoveAsync(due, cancellationToken);
        }
    }

    /// <summary>Looks at all rooms, for those whose entries were lost.</summary>
    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var room in rooms.QueryAsync(
            Azure.Data.Tables.TableClient.CreateQueryFilter($"Deleting eq true or Untold eq true or ExpiresAt lt {time.GetUtcNow()}"), cancellationToken))
        {
            await ProcessAsync(room, cancellationToken);
        }
    }

    private async Task ProcessAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (room.ExpiresAt < now && !room.Deleting)
        {
            // A room that opens at this moment has another ETag, and stays.
            room.Deleting = true;
            if (!await rooms.TryReplaceAsync(room, cancellationToken))
            {
                await agenda.AddAsync(room, now + RetryAfter, cancellationToken);
                return;
            }

            LogExpired(room.Id);
        }

        if (room.Deleting)
        {
            await CompleteDeletionAsync(room, now, cancellationToken);
            return;
        }

        if (room.Untold && !await settingsPublisher.PublishAsync(room, cancellationToken))
        {
            await agenda.AddAsync(room, now + RetryAfter, cancellationToken);
        }

        if (room.Spec.HasTimeout)
        {
            await agenda.AddAsync(room, room.ExpiresAt ?? NextCheck(now), cancellationToken);
        }
    }

    // At full multiples, so that the entries of one room come together in one.
    private static DateTimeOffset NextCheck(DateTimeOffset now) => new(((now.UtcTicks / OpenCheckEvery.Ticks) + 1) * OpenCheckEvery.Ticks, TimeSpan.Zero);

    // One room whose node cannot be told holds up no other.
    private async Task CompleteDeletionAsync(RoomEntity room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await deletion.CompleteAsync(room, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnfinished(room.Id, e);
            await agenda.AddAsync(room, now + RetryAfter, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.RoomExpired, LogLevel.Information, "Room {RoomId} is past its timeout; deleting it")]
    private partial void LogExpired(string roomId);

    [LoggerMessage(EventIds.RoomDeletionUnfinished, LogLevel.Warning, "Room {RoomId} could not be deleted completely; retrying")]
    private partial void LogUnfinished(string roomId, Exception exception);
}
