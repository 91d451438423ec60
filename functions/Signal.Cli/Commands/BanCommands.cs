using System.CommandLine;

namespace Signal.Cli.Commands;

/// <summary><c>signal bans</c></summary>
internal static class BanCommands
{
    public static Command Create(AdminCalls calls) => new("bans", "Manages the bans of a room.") { List(calls), Add(calls), Lift(calls) };

    private static Command List(AdminCalls calls)
    {
        var (room, limit) = (RoomCommands.Room(), Lists.Limit());
        return calls.Command("list", "Lists the bans of a room.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Participants.ListBansAsync(call.Get(room), cancellationToken: call.Cancelled), limit),
            ["userId", "until", "reason"],
            call.Cancelled), room, limit);
    }

    private static Command Add(AdminCalls calls)
    {
        var (room, user) = (RoomCommands.Room(), ParticipantCommands.User());
        var duration = Durations.Option("--for", "The duration of the ban; default 1d");
        var reason = new Option<string?>("--reason") { Description = "The reason, shown to the user." };
        return calls.Command("add", "Bans a user from a room, and removes the user when present.", async call =>
        {
            var until = calls.Time.GetUtcNow() + (call.Get(duration) ?? TimeSpan.FromDays(1));
            await call.Client.Participants.BanAsync(call.Get(room), call.Get(user), until, call.Get(reason), call.Cancelled);
            await call.Output.ConfirmAsync($"banned until {until:u}");
        }, room, user, duration, reason);
    }

    private static Command Lift(AdminCalls calls)
    {
        var (room, user) = (RoomCommands.Room(), ParticipantCommands.User());
        return calls.Command("lift", "Lifts a ban.", async call =>
        {
            await call.Client.Participants.LiftBanAsync(call.Get(room), call.Get(user), call.Cancelled);
            await call.Output.ConfirmAsync("lifted");
        }, room, user);
    }
}
