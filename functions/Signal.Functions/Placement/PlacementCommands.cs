using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>Notifies nodes of a changed placement. It holds even when they cannot be reached.</summary>
public sealed partial class PlacementCommands(CommandFactory commands, CommandSender sender, ILogger<PlacementCommands> logger)
{
    /// <summary>
    /// Asks the clients on a node to move. When the bus is unavailable, the comparison with the node's next reports sends the command again.
    /// </summary>
    public async Task MigrateAsync(string nodeId, MigrateRoom command, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(nodeId, [command], cancellationToken);
        }
        catch (BusUnavailableException e)
        {
            LogNotMigrated(command.RoomId, nodeId, e);
        }
    }

    /// <summary>
    /// Notifies a node that the home of a room has changed. When the bus is unavailable, tokens tell the node, or the comparison with the reports
    /// of the new home sends the command again.
    /// </summary>
    public async Task ChangeHomeAsync(string nodeId, ChangeHome command, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(nodeId, [command], cancellationToken);
        }
        catch (BusUnavailableException e)
        {
            LogHomeNotSent(command.RoomId, nodeId, e);
        }
    }

    /// <summary>
    /// Revokes the tokens of offered nodes: the second token of a room ends the choice of its first client. When the bus is unavailable, the
    /// offers expire within <see cref="PlacementOptions.ChoiceTime"/>, and a copy of the room that opens on another node is closed when it
    /// is reported.
    /// </summary>
    public async Task WithdrawOfferAsync(RoomEntity room, IReadOnlyList<OfferedNode> offer, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var node in offer)
            {
                await sender.SendAsync(node.NodeId, [commands.RevokeTokens(room, userId: null, node.TokenId)], cancellationToken);
            }
        }
        catch (BusUnavailableException e)
        {
            LogOfferNotWithdrawn(room.Id, e);
        }
    }

    [LoggerMessage(EventIds.RoomNotMigrated, LogLevel.Warning, "Room {RoomId}: node {NodeId} was not notified of the move; retrying with its next reports")]
    private partial void LogNotMigrated(string roomId, string nodeId, Exception exception);

    [LoggerMessage(EventIds.HomeNotSent, LogLevel.Warning, "Room {RoomId}: node {NodeId} was not notified of the next home; retrying with its reports")]
    private partial void LogHomeNotSent(string roomId, string nodeId, Exception exception);

    [LoggerMessage(EventIds.OfferNotWithdrawn, LogLevel.Warning, "Room {RoomId}: offer not withdrawn; its tokens stay valid until they expire")]
    private partial void LogOfferNotWithdrawn(string roomId, Exception exception);
}
