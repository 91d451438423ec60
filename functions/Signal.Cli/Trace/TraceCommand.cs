using System.CommandLine;
using Signal.Admin;
using Signal.Cli.Commands;

namespace Signal.Cli.Trace;

/// <summary><c>signal trace</c></summary>
internal static class TraceCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public static Command Create(AdminCalls calls)
    {
        var room = RoomCommands.Room();
        var owner = new Option<string?>("--owner") { Description = "The id of the service that owns the room. Requires the superservice." };
        var watch = new Option<bool>("--watch") { Description = "Repeats the trace until Ctrl-C." };
        var interval = Durations.Option("--interval", "The interval of --watch; default 2s");
        return calls.Command("trace", "Shows what its nodes know of a room: peers, transports, producers and consumers with statistics.", async call =>
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = RequestTimeout };
            var reader = new TraceReader(http, call.Client, calls.Time);
            do
            {
                string? described = null;
                await foreach (var page in reader.ReadAsync(call.Get(room), call.Get(owner), cancellationToken: call.Cancelled))
                {
                    var withHeading = page.NodeId != described;
                    await call.Output.WriteLineAsync(page, trace => TraceTree.Describe(trace, withHeading));
                    described = page.NodeId;
                }

                if (call.Get(watch))
                {
                    await Task.Delay(call.Get(interval) ?? Interval, calls.Time, call.Cancelled);
                }
            }
            while (call.Get(watch));
        }, room, owner, watch, interval);
    }
}
