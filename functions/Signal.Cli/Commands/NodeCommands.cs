using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal nodes</c></summary>
internal static class NodeCommands
{
    public static Argument<string> Node() => new("node") { Description = "The node id." };

    public static Command Create(AdminCalls calls) => new("nodes", "Manages media nodes and explains placement. Requires the superservice.")
    {
        List(calls), Get(calls), NodeDrain.Create(calls), CancelDrain(calls), Remove(calls), Explain(calls),
    };

    private static Command List(AdminCalls calls)
    {
        var limit = Lists.Limit();
        return calls.Command("list", "Lists the nodes.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Nodes.ListAsync(cancellationToken: call.Cancelled), limit),
            ["id", "state", "alive", "quarantine", "region", "load", "cpu", "rooms", "peers", "version", "reportedAt"],
            call.Cancelled), limit);
    }

    private static Command Get(AdminCalls calls)
    {
        var node = Node();
        return calls.Command(
            "get", "Shows a node.", async call => await call.Output.WriteAsync(await call.Client.Nodes.GetAsync(call.Get(node), call.Cancelled)), node);
    }

    private static Command CancelDrain(AdminCalls calls)
    {
        var node = Node();
        return calls.Command("cancel-drain", "Cancels a drain: the node accepts rooms again.", async call =>
        {
            await call.Client.Nodes.CancelDrainAsync(call.Get(node), call.Cancelled);
            await call.Output.ConfirmAsync("cancelled");
        }, node);
    }

    private static Command Remove(AdminCalls calls)
    {
        var node = Node();
        return calls.Command("remove", "Removes a node that no longer reports.", async call =>
        {
            await call.Client.Nodes.RemoveAsync(call.Get(node), call.Cancelled);
            await call.Output.ConfirmAsync("removed");
        }, node);
    }

    private static Command Explain(AdminCalls calls)
    {
        var policy = new Option<string?>("--policy") { Description = "The placement policy; default: that of the control plane." };
        var region = new Option<string?>("--region") { Description = "The preferred region." };
        var except = new Option<string?>("--except") { Description = "A node that is not a candidate: the present one of a room that is to move." };
        var room = new Option<string?>("--room") { Description = "A room that has a node: explains the node of its next participant." };
        var service = new Option<string?>("--owner") { Description = "The service that owns the room; default: the superservice." };
        return calls.Command("explain", "Explains where a room, or the next participant of a room, would be placed, without placing it.", async call =>
        {
            var request = new DryRunRequest(
                call.Get(policy), call.Get(region), Except: call.Get(except), RoomId: call.Get(room), ServiceId: call.Get(service));
            await call.Output.WriteAsync(await call.Client.Nodes.DryRunAsync(request, call.Cancelled));
        }, policy, region, except, room, service);
    }
}
