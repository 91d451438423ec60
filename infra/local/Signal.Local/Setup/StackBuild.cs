using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>Builds the programs of the stack, unless nothing has changed since they were built.</summary>
internal static class StackBuild
{
    public const string Functions = "functions/Signal.Functions";
    public const string FunctionsHost = "infra/local/Signal.FunctionsHost";
    public const string Bus = "infra/local/Signal.ServiceBusEmulator";
    public const string Node = "medianode/Signal.MediaNode";

    private static readonly string[] Outputs =
        [.. new[] { Functions, FunctionsHost, Bus, Node }.Select(Repository.Output), Repository.PathOf("medianode/Signal.MediaNode/wwwroot/index.html")];

    /// <summary>Whether the app was built with the extensions of the Functions host, which <c>func start</c> needs.</summary>
    public static bool HasHostExtensions => File.Exists(Path.Combine(Path.GetDirectoryName(Repository.Output(Functions))!, "extensions.json"));

    /// <summary>Builds the programs and reports the step, unless they are up to date.</summary>
    /// <exception cref="StartupException">The build failed; its errors were printed.</exception>
    public static async Task RunAsync(StepPrinter steps, CancellationToken cancellationToken)
    {
        var stampFile = Repository.PathOf(".local/build.stamp");
        if (File.Exists(stampFile) && await File.ReadAllTextAsync(stampFile, cancellationToken) == BuildStamp.Of(Outputs))
        {
            return;
        }

        Console.WriteLine("building the stack; the first time takes a minute or two …");
        var sources = BuildStamp.Of([]);
        await steps.RunAsync("built", () => BuildAsync(cancellationToken));

        // What was edited during the build is built at the next start.
        if (BuildStamp.Of([]) == sources)
        {
            await File.WriteAllTextAsync(stampFile, BuildStamp.Of(Outputs), cancellationToken);
        }
    }

    private static async Task BuildAsync(CancellationToken cancellationToken)
    {
        // Only one build per checkout runs at a time. It uses its own compiler server, which ends with it; `dotnet build` and CI check the style rules.
        Directory.CreateDirectory(Repository.PathOf(".local"));
        string[] command =
        [
            "flock", "-o", Repository.PathOf(".local/build.lock"),
            "dotnet", "build", "infra/local/stack.slnf", "-c", Repository.Configuration, "-v", "minimal", "-nologo",
            "-nodeReuse:false", "-p:UseRazorBuildServer=false", "-p:UseSharedCompilation=true", $"-p:SharedCompilationId=signal-hybrid-{Environment.ProcessId}",
            "-p:RunAnalyzers=false",
        ];
        var (success, output) = await SetupCommand.RunAsync(command, null, cancellationToken, ShowProject);
        if (!success)
        {
            var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().Take(20).ToList();
            await Console.Error.WriteLineAsync(errors.Count > 0 ? string.Join('\n', errors) : output);
            throw new StartupException("the build failed; see the output above");
        }
    }

    private static void ShowProject(string line)
    {
        if (line.Split(" -> ") is [var project, _])
        {
            Console.WriteLine($"  {project.Trim()}");
        }
        else if (line.Contains("Demo page", StringComparison.Ordinal))
        {
            Console.WriteLine($"  {line.Trim()}");
        }
    }
}
