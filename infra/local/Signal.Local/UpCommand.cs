using System.CommandLine;
using Signal.Local.Processes;
using Signal.Local.Setup;

namespace Signal.Local;

/// <summary>The command line of <c>./infra/local/up</c>.</summary>
internal static class UpCommand
{
    private static readonly string[] LogLevels = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    /// <summary>Creates the command.</summary>
    public static RootCommand Create()
    {
        var nodes = new Option<int>("--nodes") { Description = $"Media nodes to start, 1 to {UpOptions.MaxNodes}.", HelpName = "N", DefaultValueFactory = _ => 2 };
        var port = new Option<int>("--port")
        {
            Description = "Base port P: Functions at P+1, tables P+2, bus P+3, nodes from P+10, media from P+100.",
            HelpName = "P",
            DefaultValueFactory = _ => UpOptions.DefaultPort,
        };
        var logLevel = new Option<string>("--log-level") { Description = "Log level of the Functions app and the nodes.", DefaultValueFactory = _ => "Information" };
        var state = new Option<string?>("--state") { Description = "Folder of logs, table data and keys. [default: .local in the repository]", HelpName = "DIR" };
        nodes.Validators.Add(result => Check(result.GetValueOrDefault<int>() is >= 1 and <= UpOptions.MaxNodes, result, $"--nodes must be 1 to {UpOptions.MaxNodes}."));
        port.Validators.Add(result => Check(result.GetValueOrDefault<int>() is >= 1024 and <= 65000, result, "--port must be 1024 to 65000."));
        logLevel.AcceptOnlyFromAmong(LogLevels);

        var command = new RootCommand("Starts Signal Hybrid on this machine: tables, bus, Functions app, media nodes, demo page. Ctrl-C stops it.") { nodes, port, logLevel, state };
        command.SetAction(async (arguments, _) => await RunAsync(new UpOptions
        {
            Nodes = arguments.GetValue(nodes),
            Port = arguments.GetValue(port),
            LogLevel = arguments.GetRequiredValue(logLevel),
            StateFolder = Path.GetFullPath(arguments.GetValue(state) ?? Path.Combine(Repository.Root, ".local")),
        }));
        return command;
    }

    private static void Check(bool good, System.CommandLine.Parsing.OptionResult result, string error)
    {
        if (!good)
        {
            result.AddError(error);
        }
    }

    private static async Task<int> RunAsync(UpOptions options)
    {
        using var stop = new StopRequest();
        try
        {
            await Up.RunAsync(options, TimeProvider.System, stop.Token);
            return 0;
        }
        catch (StackException failure)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
    }
}
