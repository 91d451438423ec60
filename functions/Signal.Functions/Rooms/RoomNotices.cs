using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;

namespace Signal.Functions.Rooms;

/// <summary>Tells the home node of a room that its settings have changed. What cannot be told now is told by the timer.</summary>
public sealed partial class RoomNotices(RoomStore rooms, CommandSender commands, ILogger<RoomNotices> logger)
{
    /// <summary>Tells the node that holds a room, or a token for it, the room's settings.</summary>
    public async Task TellAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        if (room.ToldVersion >= room.Version)
        {
            return;
        }

        try
        {
            foreach (var node in room.NodesToTell())
            {
                await commands.SendAsync(node, Notices(room), cancellationToken);
            }
        }
        catch (BusUnavailableException e)
        {
            LogTellLater(room.Id, e);
            return;
        }

        var version = room.Version;
        await rooms.ChangeAsync(room.ServiceId, room.Id, r => r.ToldVersion < version && (r.ToldVersion = version) == version, cancellationToken);
    }

    /// <summary>Tells what could not be told before.</summary>
    public async Task TellAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var room in rooms.QueryAsync("Untold eq true", cancellationToken))
        {
            await TellAsync(room, cancellationToken);
        }
    }

    // A node where the room is not open yet keeps no settings of it; there the tokens are what a lock has to hold.
    private NodeCommand[] Notices(RoomEntity room) =>
        room.Spec.Locked
            ? [commands.UpdateRoom(room), commands.RevokeTokens(room, userId: null, tokenId: null)]
            : [commands.UpdateRoom(room)];

    [LoggerMessage(1101, LogLevel.Warning, "Room {RoomId}: its node will be told of the change later")]
    private partial void LogTellLater(string roomId, Exception exception);
}
