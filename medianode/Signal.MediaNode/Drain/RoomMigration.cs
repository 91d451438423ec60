using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Drain;

/// <summary>Tells all clients to move to another node, and gives them time to do so.</summary>
internal sealed class RoomMigration(RoomDirectory rooms, DrainOptions options, TimeProvider time)
{
    /// <summary>Ends when no room is left, <see cref="DrainOptions.MigrateTimeout"/> has passed, or <paramref name="skip"/> fires.</summary>
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
