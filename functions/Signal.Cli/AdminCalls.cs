using System.CommandLine;
using Signal.Admin;
using Signal.Cli.Output;

namespace Signal.Cli;

/// <summary>Creates commands that call the admin API, and supplies each call with its client, output and cancellation token.</summary>
internal sealed class AdminCalls(CliEnvironment environment)
{
    public ConnectionOptions Options { get; } = new();

    public TimeProvider Time => environment.Time;

    public Command Command(string name, string description, Func<AdminCall, Task> run, params Symbol[] symbols) =>
        Command(name, description, async call =>
        {
            await run(call);
            return ExitCodes.Ok;
        }, symbols);

    public Command Command(string name, string description, Func<AdminCall, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Options.Add(option);
            }
            else
            {
                command.Arguments.Add((Argument)symbol);
            }
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var connection = Options.Resolve(parsed, environment);
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var client = new AdminClient(
                http,
                new AdminClientOptions { Address = connection.Url, ServiceId = connection.Service, Key = connection.Key, KeyId = connection.KeyId },
                environment.Time);
            var output = new ResultWriter(environment.Output, parsed.GetValue(Options.Format));
            return await run(new AdminCall(client, parsed, output, connection.Service, cancellationToken));
        });
        return command;
    }
}

/// <summary>The context of one command invocation.</summary>
internal sealed record AdminCall(AdminClient Client, ParseResult Parsed, ResultWriter Output, string ServiceId, CancellationToken Cancelled)
{
    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public bool Has(Option option) => Parsed.GetResult(option) is { Implicit: false };
}
