using System.CommandLine;
using System.CommandLine.Invocation;
using Signal.Cli.Commands;
using Signal.Cli.Load;
using Signal.Cli.Output;
using Signal.Cli.Trace;
using Signal.LoadTest.Runs;

namespace Signal.Cli;

/// <summary>The root command <c>signal</c>.</summary>
internal sealed class SignalCommand
{
    private const int MaxErrorLength = 2000;
    private readonly CliEnvironment _environment;
    private readonly RootCommand _root;

    public SignalCommand(CliEnvironment environment)
    {
        _environment = environment;
        var calls = new AdminCalls(environment);
        _root = new RootCommand("Command line for the admin API of Signal Hybrid.")
        {
            RoomCommands.Create(calls),
            TokenCommands.Create(calls),
            ParticipantCommands.Create(calls),
            BanCommands.Create(calls),
            WebhookCommands.Create(calls),
            ServiceCommands.Create(calls),
            NodeCommands.Create(calls),
            new LoadCommand(calls).Create(),
            TraceCommand.Create(calls),
            SessionCommand.Create(calls),
            ProfileCommands.Create(environment),
            CompletionCommand.Create(environment),
        };
        foreach (var option in calls.Options.All)
        {
            _root.Options.Add(option);
        }
    }

    /// <summary>The tree of commands.</summary>
    public RootCommand Root => _root;

    /// <summary>Parses the arguments and runs the command; returns the exit code.</summary>
    public async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            await WriteErrorAsync(parsed.Errors[0].Message);
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = _environment.Output,
                    Error = _environment.Error,
                    EnableDefaultExceptionHandler = false,

                    // After Ctrl-C: the rooms of a load are deleted first.
                    ProcessTerminationTimeout = LoadRun.CleanupTimeout,
                },
                cancellationToken);
        }
        catch (Exception error) when (ExitCodes.Of(error) is { } failure)
        {
            await WriteErrorAsync(failure.Message);
            return failure.Code;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Cancelled;
        }
    }

    private Task WriteErrorAsync(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return _environment.Error.WriteLineAsync($"error: {PlainText.Of(line, MaxErrorLength)}");
    }
}
