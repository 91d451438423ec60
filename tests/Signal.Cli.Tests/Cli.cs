using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Cli.Tests;

/// <summary>Runs the command inside the test process, with a separate folder and variables.</summary>
internal sealed class Cli : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("signal-cli-").FullName;

    /// <summary>Whether the command takes standard error for a terminal.</summary>
    public bool IsErrorTerminal { get; set; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Cli For(Uri address, string service, string key, TimeProvider? time = null) => new()
    {
        Time = time ?? TimeProvider.System,
        ["SIGNAL_URL"] = address.ToString(),
        ["SIGNAL_SERVICE"] = service,
        ["SIGNAL_KEY"] = key,
    };

    public string this[string variable]
    {
        set => _variables[variable] = value;
    }

    public Task<Outcome> RunAsync(params string[] arguments) => RunAsync("", TestContext.Current.CancellationToken, arguments);

    public async Task<Outcome> RunAsync(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await NewCommand(input, output, error).InvokeAsync(arguments, cancellationToken);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>The command, with empty input and without output.</summary>
    public SignalCommand NewCommand() => NewCommand("", TextWriter.Null, TextWriter.Null);

    private SignalCommand NewCommand(string input, TextWriter output, TextWriter error) => new(new CliEnvironment
    {
        Input = new StringReader(input),
        Output = output,
        Error = error,
        IsErrorTerminal = IsErrorTerminal,
        Variable = name => _variables.GetValueOrDefault(name),
        ConfigFolder = Folder,
        Time = Time,
    });

    /// <summary>Runs a command that succeeds, and reads its JSON.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var outcome = await RunAsync([.. arguments, "--output", "json"]);
        Assert.True(outcome.Code == 0, outcome.Error);
        return JsonNode.Parse(outcome.Output) ?? throw new JsonException("null");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>The result of a run.</summary>
internal sealed record Outcome(int Code, string Output, string Error);
