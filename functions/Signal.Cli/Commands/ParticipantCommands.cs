using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal participants</c></summary>
internal static class ParticipantCommands
{
    private static readonly string[] Columns = ["userId", "peerId", "name", "role", "ip", "device", "joinedAt"];

    public static Argument<string> User() => new("user") { Description = "The user id." };

    public static Command Create(AdminCalls calls) => new("participants", "Manages the participants of rooms.")
    {
        List(calls),
        Get(calls),
        Kick(calls),
        SetMuted(calls, "mute", "Mutes a user.", muted: true),
        SetMuted(calls, "unmute", "Asks a user to unmute.", muted: false),
        Update(calls),
        MoveCommands.Participant(calls),
    };

    private static Command List(AdminCalls calls)
    {
        var (room, limit) = (RoomCommands.Room(), Lists.Limit());
        return calls.Command("list", "Lists the participants of a room.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Participants.ListAsync(call.Get(room), call.Cancelled), limit), Columns, call.Cancelled), room, limit);
    }

    private static Command Get(AdminCalls calls)
    {
        var (room, user) = (RoomCommands.Room(), User());
        return calls.Command("get", "Shows the participants of a user in a room, one for each connection.", async call =>
        {
            var connections = await call.Client.Participants.GetAsync(call.Get(room), call.Get(user), call.Cancelled);
            await call.Output.WriteAsync(connections.ToAsyncEnumerable(), [.. Columns, "producers"], call.Cancelled);
        }, room, user);
    }

    private static Command Kick(AdminCalls calls)
    {
        var (room, user) = (RoomCommands.Room(), User());
        var reason = new Option<string?>("--reason") { Description = "The reason, shown to the user." };
        return calls.Command("kick", "Removes a user from a room.", async call =>
        {
            await call.Client.Participants.KickAsync(call.Get(room), call.Get(user), call.Get(reason), call.Cancelled);
            await call.Output.ConfirmAsync("kicked");
        }, room, user, reason);
    }

    private static Command SetMuted(AdminCalls calls, string name, string description, bool muted)
    {
        var (room, user) = (RoomCommands.Room(), User());
        var kind = new Option<string?>("--kind") { Description = "Only audio or video." };
        kind.AcceptOnlyFromAmong("audio", "video");
        var producer = new Option<string?>("--producer") { Description = "Only the producer with this id." };
        return calls.Command(name, description, async call =>
        {
            var request = new MuteRequest(muted, call.Get(kind), call.Get(producer));
            await call.Client.Participants.SetMutedAsync(call.Get(room), call.Get(user), request, call.Cancelled);
            await call.Output.ConfirmAsync(muted ? "muted" : "asked to unmute");
        }, room, user, kind, producer);
    }

    private static Command Update(AdminCalls calls)
    {
        var (room, user, grants, withdrawn) = (RoomCommands.Room(), User(), GrantOptions.Create(), GrantOptions.CreateWithdrawn());
        var name = new Option<string?>("--name") { Description = "The new display name." };
        var metadata = new Option<string?>("--metadata") { Description = "The new metadata." };
        return calls.Command("update", "Changes the name, metadata or grants of a user; grants that are not named stay unchanged.", async call =>
        {
            var patch = new ParticipantPatch(GrantOptions.ReadPatch(call, grants, withdrawn), call.Get(name), call.Get(metadata));
            await call.Client.Participants.UpdateAsync(call.Get(room), call.Get(user), patch, call.Cancelled);
            await call.Output.ConfirmAsync("updated");
        }, room, user, name, metadata, grants, withdrawn);
    }
}
