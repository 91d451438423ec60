using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal participants move</c> and <c>signal rooms move</c></summary>
internal static class MoveCommands
{
    public static Command Participant(AdminCalls calls)
    {
        var (room, grants) = (RoomCommands.Room(), GrantOptions.Create());
        var peer = new Argument<string>("peer") { Description = "The peer id of the participant." };
        var target = new Argument<string>("target") { Description = "The id of the room to move to." };
        var role = new Option<string?>("--role") { Description = "The role in that room; default: the present one." };
        var name = new Option<string?>("--name") { Description = "The display name in that room; default: the present one." };
        var metadata = new Option<string?>("--metadata") { Description = "The metadata in that room; default: the present one." };
        return calls.Command("move", "Moves a participant to another room, without a gap.", async call =>
        {
            var request = new ParticipantMoveRequest
            {
                RoomId = call.Get(target),
                Role = call.Get(role),
                Grants = GrantOptions.Read(call, grants),
                Name = call.Get(name),
                Metadata = call.Get(metadata),
            };
            await call.Client.Participants.MoveAsync(call.Get(room), call.Get(peer), request, call.Cancelled);
            await call.Output.ConfirmAsync("asked to move");
        }, room, peer, target, role, grants, name, metadata);
    }

    public static Command Room(AdminCalls calls)
    {
        var room = RoomCommands.Room();
        var node = new Option<string?>("--node") { Description = "The node to move to; default: the best of the other nodes." };
        var owner = new Option<string?>("--owner") { Description = "The service that owns the room; default: the superservice." };
        return calls.Command(
            "move",
            "Moves a room to another node, without a gap. Requires the superservice.",
            async call => await call.Output.WriteAsync(await call.Client.Rooms.MoveAsync(call.Get(room), call.Get(node), call.Get(owner), call.Cancelled)),
            room, node, owner);
    }
}
