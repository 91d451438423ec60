using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Drain;

/// <summary>Requests all clients to move to another node, and waits for them.</summary>
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
}
