using System.CommandLine;
using System.Globalization;
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
        var nodes = Number("--nodes", "N", 2, (1, UpOptions.MaxNodes), "Number of media nodes.");
        var port = Number(
            "--port", "P", UpOptions.DefaultPort, (1024, 65000),
            "Base port P: Functions at P+1, tables P+2, bus P+3, nodes from P+10, media from P+100.");
        var logLevel = new Option<string>("--log-level")
        {
            Description = "Log level of the Functions app and the nodes.",
            DefaultValueFactory = _ => "Information",
        };
        var state = new Option<string?>("--state")
        {
            Description = "Folder of logs, table data and keys. [default: .local in the repository]",
            HelpName = "DIR",
        };
        var observability = new Option<bool>("--observability")
        {
            Description = "Start Prometheus (P+6) and Grafana (P+7) as well, if they are installed.",
        };
        logLevel.AcceptOnlyFromAmong(LogLevels);

        var command = new RootCommand("Starts Signal Hybrid on this machine: tables, bus, Functions app, media nodes, demo page. Ctrl-C stops it.")
        {
            nodes, port, logLevel, observability, state,
        };
        command.SetAction(async (arguments, _) => await RunAsync(new UpOptions
        {
            Nodes = arguments.GetValue(nodes),
            Port = arguments.GetValue(port),
            LogLevel = arguments.GetRequiredValue(logLevel),
            Observability = arguments.GetValue(observability),
            StateFolder = Path.GetFullPath(arguments.GetValue(state) ?? Path.Combine(Repository.Root, ".local")),
        }));
        return command;
    }

    private static Option<int> Number(string name, string helpName, int standard, (int Least, int Most) range, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < range.Least || number > range.Most)
            {
                result.AddError($"{name} is '{text}'; set a whole number from {range.Least} to {range.Most}");
            }

            return number;
        },
    };

    private static async Task<int> RunAsync(UpOptions options)
    {
        using var stop = new StopRequest();
        try
        {
            await Up.RunAsync(options, TimeProvider.System, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
    }
}
