using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Drain;

/// <summary>Requests clients to move to another node, and waits for them.</summary>
internal sealed class RoomMigration(RoomDirectory rooms, DrainOptions options, TimeProvider time)
{
    /// <summary>
    /// Completes when no room is left, when <see cref="DrainOptions.MigrateTimeout"/> has passed, or when <paramref name="skip"/> is
    /// cancelled.
    /// </summary>
    public async Task RunAsync(MigrateReason reason, CancellationToken skip)
    {
        if (rooms.IsEmpty || options.MigrateTimeout <= TimeSpan.Zero || skip.IsCancellationRequested)
        {
            return;
        }

        rooms.MigrateAll(new Migrate(reason, time.GetUtcNow() + options.MigrateTimeout));
        await rooms.WhenEmpty().WaitAsync(options.MigrateTimeout, time, skip).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Moves one room, whose home is another node now, and closes it here at the deadline.</summary>
    public async Task RunAsync(Room room, DateTimeOffset deadline)
    {
        room.Migrate(new Migrate(MigrateReason.Elsewhere, deadline));
        var left = deadline - time.GetUtcNow();
        await room.Ended.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await room.CloseAsync(RoomEndReason.Moved);
    }
}
