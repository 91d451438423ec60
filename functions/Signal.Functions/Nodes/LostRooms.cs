using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.Functions.Nodes;

/// <summary>
/// Ends the rooms of a dead node by an event in the session of each room, so that earlier events of the node are folded first: no
/// participant is declared lost whose leave event is still in transit.
/// </summary>
public sealed class LostRooms(RoomNodeStore roomNodes, IMessageBus bus, TimeProvider time)
{
    private const int BatchSize = 100;

    // An event that is not folded after this time was lost.
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Sends the end events of the rooms that are still stored for a node.</summary>
    /// <exception cref="BusUnavailableException">The bus did not accept the events; the call can be repeated.</exception>
    public async Task SendAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await foreach (var rooms in roomNodes.OfNodeAsync(node.Id, cancellationToken)
            .Where(room => !(now - room.LostSentAt < SendAgainAfter)).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            await bus.SendAsync(BusEntities.RoomEvents, [.. rooms.Select(room => Message(node, room, now))], cancellationToken);
            foreach (var room in rooms)
            {
                room.LostSentAt = now;
                await roomNodes.TryWriteAsync(room, cancellationToken);
            }
        }
    }

    private static BusMessage Message(NodeEntity node, RoomNodeEntity room, DateTimeOffset now)
    {
        RoomEvent lost = new RoomLost { Tenant = room.ServiceId, RoomId = room.RoomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 0, At = now };
        return new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(lost, ContractsJson.Options), SessionId = room.RoomId };
    }
}
