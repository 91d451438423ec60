using System.Globalization;
using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>What must be on the machine before anything can be fetched or built.</summary>
internal static class Prerequisites
{
    private const int OldestNode = 20;

    /// <summary>Checks the tools.</summary>
    /// <exception cref="StartupException">One is missing or too old.</exception>
    public static async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var (tool, package) in new[] { ("setsid", "util-linux"), ("flock", "util-linux"), ("bash", "bash"), ("node", "Node 20 or later"), ("npm", "Node 20 or later with npm") })
        {
            if (Find(tool) is null)
            {
                throw new StartupException($"{tool} is missing; install {package}");
            }
        }

        var (_, version) = await SetupCommand.RunAsync(["node", "--version"], null, cancellationToken);
        if (!int.TryParse(version.Trim().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new StartupException($"node is {version.Trim()}; Node {OldestNode} or later is needed");
        }
    }

    /// <summary>The path of a program; null when PATH has none.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
