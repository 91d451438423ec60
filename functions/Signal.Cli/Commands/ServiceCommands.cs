using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal services</c></summary>
internal static class ServiceCommands
{
    public static Command Create(AdminCalls calls) => new("services", "Manages services (tenants). Requires the superservice, except for a service's own keys.")
    {
        List(calls), Get(calls), Add(calls), Update(calls), Delete(calls), RotateKey(calls), RevokeKey(calls),
    };

    private static Argument<string> Service() => new("id") { Description = "The service id." };

    private static Command List(AdminCalls calls)
    {
        var limit = Lists.Limit();
        return calls.Command("list", "Lists the services.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Services.ListAsync(cancellationToken: call.Cancelled), limit),
            ["id", "name", "maxRooms", "maxParticipants", "createdAt"],
            call.Cancelled), limit);
    }

    private static Command Get(AdminCalls calls)
    {
        var id = Service();
        return calls.Command(
            "get", "Shows a service.", async call => await call.Output.WriteAsync(await call.Client.Services.GetAsync(call.Get(id), call.Cancelled)), id);
    }

    private static Command Add(AdminCalls calls)
    {
        var name = new Argument<string>("name") { Description = "The service's name." };
        var rooms = new Option<int?>("--max-rooms") { Description = "The maximum number of rooms; default: no quota." };
        var participants = new Option<int?>("--max-participants") { Description = "The maximum number of concurrent participants; default: no quota." };
        var regions = new Option<string[]?>("--allowed-region") { Description = "A region of nodes for its rooms. Repeatable; default: all nodes." };
        return calls.Command(
            "create",
            "Creates a service. The key is shown only once.",
            async call => await call.Output.WriteAsync(await call.Client.Services.CreateAsync(
                new ServiceSpec(call.Get(name), call.Get(rooms), call.Get(participants), call.Has(regions) ? call.Get(regions) : null),
                cancellationToken: call.Cancelled)),
            name, rooms, participants, regions);
    }

    private static Command Update(AdminCalls calls)
    {
        var id = Service();
        var patch = new Argument<string>("patch") { Description = """A JSON merge patch (RFC 7396): '{"allowedRegions":["eu"],"maxRooms":null}'.""" };
        return calls.Command(
            "update",
            "Changes some settings of a service.",
            async call => await call.Output.WriteAsync(
                await call.Client.Services.PatchAsync(call.Get(id), JsonInput.Object(call.Get(patch)), call.Cancelled)),
            id, patch);
    }

    private static Command Delete(AdminCalls calls)
    {
        var id = Service();
        return calls.Command("delete", "Deletes a service and all its resources.", async call =>
        {
            await call.Client.Services.DeleteAsync(call.Get(id), call.Cancelled);
            await call.Output.ConfirmAsync("deleted");
        }, id);
    }

    private static Command RotateKey(AdminCalls calls)
    {
        var id = Service();
        var grace = Durations.Option("--grace", "The time for which the previous key stays valid; default 1d");
        return calls.Command(
            "rotate-key",
            "Creates another key. It is shown only once.",
            async call => await call.Output.WriteAsync(await call.Client.Services.RotateKeyAsync(call.Get(id), call.Get(grace), call.Cancelled)),
            id, grace);
    }

    private static Command RevokeKey(AdminCalls calls)
    {
        var (id, key) = (Service(), new Argument<string>("key") { Description = "The key id." });
        return calls.Command("revoke-key", "Revokes a key immediately.", async call =>
        {
            await call.Client.Services.RevokeKeyAsync(call.Get(id), call.Get(key), call.Cancelled);
            await call.Output.ConfirmAsync("revoked");
        }, id, key);
    }
}
