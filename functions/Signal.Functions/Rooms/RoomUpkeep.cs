using Microsoft.Extensions.Logging;

namespace Signal.Functions.Rooms;

/// <summary>Background processing of rooms: completes deletions, retries notifications, deletes rooms after their timeout.</summary>
public sealed partial class RoomUpkeep(
    RoomStore rooms, RoomAgenda agenda, RoomDeletion deletion, RoomSettingsPublisher settingsPublisher, TimeProvider time,
    ILogger<RoomUpkeep> logger)
{
    private const int AtOnce = 16;

    // The time after which a run begins no more rooms: what other services have scheduled meanwhile comes first in the next one.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    // The interval of checks of an open room: the event of its end creates its own entry, unless it is lost.
    private static readonly TimeSpan OpenCheckEvery = TimeSpan.FromMinutes(10);

    // The delay after a failed attempt.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Processes the rooms that are due, as many as the time of a run allows.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + Budget;
        while (time.GetUtcNow() < end && await agenda.TakeDueAsync(cancellationToken) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(due.TakeWhile(_ => time.GetUtcNow() < end), Parallelism(cancellationToken), ProcessDueAsync);
        }
    }

    /// <summary>Processes all rooms that need it, for lost entries.</summary>
    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        var needy = rooms.QueryAsync(
            Azure.Data.Tables.TableClient.CreateQueryFilter($"Deleting eq true or Unpublished eq true or ExpiresAt lt {time.GetUtcNow()}"),
            cancellationToken);
        await Parallel.ForEachAsync(needy, Parallelism(cancellationToken), ProcessAsync);
    }

    private static ParallelOptions Parallelism(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private async ValueTask ProcessDueAsync(RoomDueEntity due, CancellationToken cancellationToken)
    {
        if (await rooms.FindWithDeletedAsync(due.ServiceId, due.RoomId, cancellationToken) is { } room)
        {
            await ProcessAsync(room, cancellationToken);
        }

        await agenda.RemoveAsync(due, cancellationToken);
    }

    private async ValueTask ProcessAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (room.ExpiresAt < now && !room.Deleting)
        {
            // A room that opens concurrently has another ETag, and is kept.
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

        if (room.Unpublished && !await settingsPublisher.PublishAsync(room, cancellationToken))
        {
            await agenda.AddAsync(room, now + RetryAfter, cancellationToken);
        }

        if (room.Spec.HasTimeout)
        {
            await agenda.AddAsync(room, room.ExpiresAt ?? NextCheck(now), cancellationToken);
        }
    }

    // Rounded to multiples, so that the entries of one room coincide.
    private static DateTimeOffset NextCheck(DateTimeOffset now) => new(((now.UtcTicks / OpenCheckEvery.Ticks) + 1) * OpenCheckEvery.Ticks, TimeSpan.Zero);

    // A room whose node cannot be notified must not block the others.
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

    [LoggerMessage(EventIds.RoomExpired, LogLevel.Information, "Room {RoomId} timed out; deleting it")]
    private partial void LogExpired(string roomId);

    [LoggerMessage(EventIds.RoomDeletionUnfinished, LogLevel.Warning, "Deletion of room {RoomId} is incomplete; retrying")]
    private partial void LogUnfinished(string roomId, Exception exception);
}
