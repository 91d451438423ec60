using Microsoft.Extensions.Logging;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Functions.Moves;

/// <summary>
/// Moves open rooms to other nodes. The placement changes first, with the room's ETag, so that all new tokens are for the new node; then the
/// former node asks its clients to move. When that command is lost, the comparison with the node's reports sends it again.
/// </summary>
public sealed partial class RoomMover(
    RoomStore rooms, RoomPlacement placement, CommandFactory commands, CommandSender sender, TimeProvider time, ILogger<RoomMover> logger)
{
    /// <summary>Moves a room.</summary>
    /// <param name="serviceId">The service that owns the room.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="nodeId">The node to move to; null: the best of the other nodes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">
    /// 400 the node is the present one; 404 no such room; 409 the room is not open, or moves already, or the node cannot accept it; 503 no other
    /// node is available.
    /// </exception>
    public async Task<RoomMove> MoveAsync(string serviceId, string roomId, string? nodeId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
            RequireMovable(room, nodeId);
            var migration = commands.MigrateRoom(room.ServiceId, room.Id);
            if (await placement.TryMoveAsync(room, nodeId, migration.Deadline, cancellationToken) is { } home)
            {
                LogMoved(room.Id, room.MovingFrom!, home.NodeId);
                await sender.SendAsync(room.MovingFrom!, [migration], cancellationToken);
                return new RoomMove(home.NodeId, room.MovingFrom!, migration.Deadline);
            }
        }
    }

    private void RequireMovable(RoomEntity room, string? nodeId)
    {
        // Before the check that it is open: while it moves, it is not open on the new node yet.
        if (room.MovingUntil > time.GetUtcNow())
        {
            throw Problems.Conflict("The room is already being moved.", ProblemCodes.RoomMoving).AsException();
        }

        if (room.HomeNode is null || !room.Live)
        {
            throw Problems.Conflict("The room is not open on a node.", ProblemCodes.RoomNotOpen).AsException();
        }

        new FieldErrors().Require(nodeId != room.HomeNode, "/nodeId", "Another node than the one that the room is on.").ThrowIfAny();
    }

    [LoggerMessage(EventIds.RoomMoved, LogLevel.Information, "Room {RoomId} moves from node {From} to node {NodeId}")]
    private partial void LogMoved(string roomId, string from, string nodeId);
}
