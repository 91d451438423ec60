using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;

namespace Signal.Functions.Rooms;

/// <summary>Publishes changed settings of a room to its node. <see cref="RoomUpkeep"/> retries failed notifications.</summary>
public sealed partial class RoomSettingsPublisher(RoomStore rooms, CommandFactory commands, CommandSender sender, ILogger<RoomSettingsPublisher> logger)
{
    /// <summary>Sends the room's settings to the nodes on which it may be open; false when the bus is unavailable.</summary>
    public async Task<bool> PublishAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        if (room.PublishedVersion >= room.Version)
        {
            return true;
        }

        try
        {
            foreach (var node in room.HomesToNotify())
            {
                await SendAsync(room, node, cancellationToken);
            }
        }
        catch (BusUnavailableException e)
        {
            LogNotSent(room.Id, e);
            return false;
        }

        var version = room.Version;
        await rooms.ChangeAsync(room.ServiceId, room.Id, r => r.PublishedVersion < version && (r.PublishedVersion = version) == version, cancellationToken);
        return true;
    }

    /// <summary>Sends the room's settings to one node.</summary>
    /// <exception cref="BusUnavailableException">The bus did not accept them.</exception>
    public Task SendAsync(RoomEntity room, string nodeId, CancellationToken cancellationToken) =>
        sender.SendAsync(nodeId, SettingsCommands(room), cancellationToken);

    // A node where the room is not open yet does not store its settings, so that a lock must revoke the tokens there.
    private NodeCommand[] SettingsCommands(RoomEntity room)
    {
        var update = commands.UpdateRoom(room, room.ToSettings(), room.Spec.Locked, room.Spec.Metadata);
        return room.Spec.Locked ? [update, commands.RevokeTokens(room, userId: null, tokenId: null)] : [update];
    }

    [LoggerMessage(EventIds.RoomChangeNotSent, LogLevel.Warning, "Room {RoomId}: settings not yet sent to its node; retrying")]
    private partial void LogNotSent(string roomId, Exception exception);
}
