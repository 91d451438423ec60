using System.CommandLine;
using Signal.Admin;
using Signal.Cli.Output;

namespace Signal.Cli;

/// <summary>Creates commands that call the admin API, and supplies each call with its client, output and cancellation token.</summary>
internal sealed class AdminCalls(CliEnvironment environment)
{
    public ConnectionOptions Options { get; } = new();

    public CliEnvironment Environment => environment;

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
            var profile = Options.Resolve(parsed, environment);
            var connection = new AdminClientOptions { Address = profile.Url, ServiceId = profile.Service, Key = profile.Key, KeyId = profile.KeyId };
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var client = new AdminClient(http, connection, environment.Time);
            var output = new ResultWriter(environment.Output, parsed.GetValue(Options.Format));
            return await run(new AdminCall(client, connection, parsed, output, cancellationToken));
        });
        return command;
    }
}

/// <summary>The context of one command invocation.</summary>
internal sealed record AdminCall(AdminClient Client, AdminClientOptions Connection, ParseResult Parsed, ResultWriter Output, CancellationToken Cancelled)
{
    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T GetRequired<T>(Option<T> option) => Parsed.GetRequiredValue(option);

    public bool Has(Option option) => Parsed.GetResult(option) is { Implicit: false };
}
