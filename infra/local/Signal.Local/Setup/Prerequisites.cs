using System.Globalization;
using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>The tools that must be installed before the setup can run.</summary>
internal static class Prerequisites
{
    private const int OldestNode = 20;

    /// <summary>Checks that the tools are installed.</summary>
    /// <exception cref="StartupException">A tool is missing or too old.</exception>
    public static async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var (tool, package) in new[]
        {
            ("setsid", "util-linux"), ("flock", "util-linux"), ("bash", "bash"),
            ("node", "Node 20 or later"), ("npm", "Node 20 or later with npm"),
        })
        {
            if (Find(tool) is null)
            {
                throw new StartupException($"{tool} is missing; install {package}");
            }
        }

        var (_, version) = await SetupCommand.RunAsync(["node", "--version"], null, cancellationToken);
        if (!int.TryParse(version.Trim().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new StartupException($"node is {version.Trim()}; install Node {OldestNode} or later");
        }
    }

    /// <summary>The path of a program; null when it is not in PATH.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
