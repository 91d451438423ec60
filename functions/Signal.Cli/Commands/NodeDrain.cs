using System.CommandLine;
using System.Net;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal nodes drain</c></summary>
internal static class NodeDrain
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>A node reports every few seconds; its last report may name peers that the deadline has just cut.</summary>
    private static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(30);

    public static Command Create(AdminCalls calls)
    {
        var node = NodeCommands.Node();
        var deadline = Durations.Option("--deadline", "When the rooms that are left are closed; 5m when absent");
        var wait = new Option<bool>("--wait") { Description = "Ends when the node has no rooms, or is gone." };
        var timeout = Durations.Option("--timeout", "How long to wait; half a minute beyond the deadline when absent");
        return calls.Command("drain", "Drains a node: it takes no new rooms.", async call =>
        {
            var (id, limit) = (call.Get(node), call.Get(deadline) ?? TimeSpan.FromMinutes(5));
            await call.Client.Nodes.DrainAsync(id, limit, call.Cancelled);
            if (!call.Get(wait))
            {
                await call.Output.ConfirmAsync("draining");
                return ExitCodes.Ok;
            }

            var until = calls.Time.GetTimestamp() + (long)((call.Get(timeout) ?? limit + ReportGrace).TotalSeconds * calls.Time.TimestampFrequency);
            while (await IsInUseAsync(call, id))
            {
                if (calls.Time.GetTimestamp() >= until)
                {
                    throw new CliException(ExitCodes.WaitTimedOut, $"node {id} is not drained yet");
                }

                await Task.Delay(PollInterval, calls.Time, call.Cancelled);
            }

            await call.Output.ConfirmAsync("drained");
            return ExitCodes.Ok;
        }, node, deadline, wait, timeout);
    }

    private static async Task<bool> IsInUseAsync(AdminCall call, string id)
    {
        try
        {
            var node = await call.Client.Nodes.GetAsync(id, call.Cancelled);
            return node.State == "serving" || node.Rooms > 0 || node.Peers > 0;
        }
        catch (AdminException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
