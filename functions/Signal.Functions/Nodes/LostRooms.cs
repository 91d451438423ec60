using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.Functions.Nodes;

/// <summary>
/// Ends the rooms of a dead node by an event in the session of each room, so that whatever the node had sent before is folded first: nobody is
/// declared lost whose leaving is on its way.
/// </summary>
public sealed class LostRooms(RoomNodeStore roomNodes, IMessageBus bus, TimeProvider time)
{
    private const int BatchSize = 100;

    // An event that is not folded by then was lost with the bus.
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Sends the ends of the rooms that are still known on a node.</summary>
    /// <exception cref="BusUnavailableException">The bus did not take them; sending again does no harm.</exception>
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
