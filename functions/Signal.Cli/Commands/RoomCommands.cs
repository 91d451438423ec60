using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal rooms</c></summary>
internal static class RoomCommands
{
    public static Argument<string> Room() => new("room") { Description = "The room id." };

    public static Command Create(AdminCalls calls) => new("rooms", "Manages the rooms of the service.")
    {
        List(calls), Get(calls), Add(calls), Update(calls), Replace(calls), Delete(calls), SendData(calls), Presets(calls), RoomWatch.Create(calls),
        MoveCommands.Room(calls),
    };

    private static Command List(AdminCalls calls)
    {
        var limit = Lists.Limit();
        return calls.Command("list", "Lists the rooms.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Rooms.ListAsync(cancellationToken: call.Cancelled), limit),
            ["id", "name", "live", "locked", "region", "maxParticipants", "createdAt"],
            call.Cancelled), limit);
    }

    private static Command Get(AdminCalls calls)
    {
        var room = Room();
        return calls.Command(
            "get",
            "Shows a room.",
            async call => await call.Output.WriteAsync(await call.Client.Rooms.GetAsync(call.Get(room), call.Cancelled)),
            room);
    }

    private static Command Add(AdminCalls calls)
    {
        var (name, settings) = (new Argument<string>("name") { Description = "The room's name." }, new RoomSettings());
        var key = new Option<string?>("--idempotency-key") { Description = "Commands with the same key create one room only." };
        return calls.Command(
            "create",
            "Creates a room.",
            async call => await call.Output.WriteAsync(
                await call.Client.Rooms.CreateAsync(settings.Read(call, call.Get(name)), call.Get(key), call.Cancelled)),
            [name, key, .. settings.All]);
    }

    private static Command Update(AdminCalls calls)
    {
        var (room, etag) = (Room(), ETag());
        var patch = new Argument<string>("patch") { Description = """A JSON merge patch (RFC 7396): '{"locked":true,"metadata":null}'.""" };
        return calls.Command(
            "update",
            "Changes some settings of a room.",
            async call => await call.Output.WriteAsync(
                await call.Client.Rooms.PatchAsync(call.Get(room), JsonInput.Object(call.Get(patch)), call.Get(etag), call.Cancelled)),
            room, patch, etag);
    }

    private static Command Replace(AdminCalls calls)
    {
        var (room, name, etag, settings) = (Room(), new Argument<string>("name") { Description = "The room's name." }, ETag(), new RoomSettings());
        return calls.Command(
            "replace",
            "Replaces all settings of a room.",
            async call => await call.Output.WriteAsync(
                await call.Client.Rooms.ReplaceAsync(call.Get(room), settings.Read(call, call.Get(name)), call.Get(etag) ?? "*", call.Cancelled)),
            [room, name, etag, .. settings.All]);
    }

    private static Command Delete(AdminCalls calls)
    {
        var room = Room();
        return calls.Command("delete", "Deletes a room and removes all its participants.", async call =>
        {
            await call.Client.Rooms.DeleteAsync(call.Get(room), call.Cancelled);
            await call.Output.ConfirmAsync("deleted");
        }, room);
    }

    private static Command SendData(AdminCalls calls)
    {
        var room = Room();
        var payload = new Argument<string>("payload") { Description = "Any JSON value." };
        var topic = new Option<string?>("--topic") { Description = "The application's topic for the data." };
        var users = new Option<string[]?>("--user") { Description = "The id of a recipient. Repeatable; default: all participants." };
        return calls.Command("send", "Sends data to participants of a room.", async call =>
        {
            var request = new DataRequest(JsonInput.Element(call.Get(payload)), call.Get(topic), call.Has(users) ? call.Get(users) : null);
            await call.Client.Participants.SendDataAsync(call.Get(room), request, call.Cancelled);
            await call.Output.ConfirmAsync("sent");
        }, room, payload, topic, users);
    }

    private static Command Presets(AdminCalls calls) => calls.Command(
        "presets", "Lists the presets.", async call => await call.Output.WriteAsync(await call.Client.Rooms.ListPresetsAsync(call.Cancelled)));

    private static Option<string?> ETag() => new("--etag") { Description = "Makes the change only if the room still has this ETag." };
}
