using System.CommandLine;
using System.Net;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal nodes drain</c></summary>
internal static class NodeDrain
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Nodes report periodically: the last report may still contain peers that were disconnected at the deadline.</summary>
    private static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(30);

    public static Command Create(AdminCalls calls)
    {
        var node = NodeCommands.Node();
        var deadline = Durations.Option("--deadline", "The time after which remaining rooms are closed; default 5m");
        var wait = new Option<bool>("--wait") { Description = "Waits until the node has no rooms or no longer exists." };
        var timeout = Durations.Option("--timeout", "The timeout of --wait; default: the deadline and 30 seconds");
        return calls.Command("drain", "Drains a node: it accepts no new rooms.", async call =>
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
