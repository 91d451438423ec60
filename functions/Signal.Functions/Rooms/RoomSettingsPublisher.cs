using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;

namespace Signal.Functions.Rooms;

/// <summary>Tells the home node of a room that its settings have changed. What cannot be told now is told by <see cref="RoomUpkeep"/>.</summary>
public sealed partial class RoomSettingsPublisher(RoomStore rooms, CommandSender commands, ILogger<RoomSettingsPublisher> logger)
{
    /// <summary>Tells the node that holds a room, or a token for it, the room's settings; false when the bus is unavailable.</summary>
    public async Task<bool> PublishAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        if (room.ToldVersion >= room.Version)
        {
            return true;
        }

        try
        {
            foreach (var node in room.NodesToNotify())
            {
                await commands.SendAsync(node, SettingsCommands(room), cancellationToken);
            }
        }
        catch (BusUnavailableException e)
        {
            LogNotSent(room.Id, e);
            return false;
        }

        var version = room.Version;
        await rooms.ChangeAsync(room.ServiceId, room.Id, r => r.ToldVersion < version && (r.ToldVersion = version) == version, cancellationToken);
        return true;
    }

    // A node where the room is not open yet keeps no settings of it; there the tokens are what a lock has to hold.
    private NodeCommand[] SettingsCommands(RoomEntity room) =>
        room.Spec.Locked
            ? [commands.UpdateRoom(room, room.Spec.ToSettings(), room.Spec.Locked, room.Spec.Metadata), commands.RevokeTokens(room, userId: null, tokenId: null)]
            : [commands.UpdateRoom(room, room.Spec.ToSettings(), room.Spec.Locked, room.Spec.Metadata)];

    [LoggerMessage(EventIds.RoomChangeNotSent, LogLevel.Warning, "Room {RoomId}: change not yet sent to its node; retrying")]
    private partial void LogNotSent(string roomId, Exception exception);
}
