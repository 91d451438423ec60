using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>Runs the scripts of infra/local/setup, which install missing dependencies and print their paths.</summary>
internal static class SetupScripts
{
    /// <summary>The folder that holds node_modules/azurite.</summary>
    public static Task<string> AzuriteAsync(CancellationToken cancellationToken) => RunAsync("azurite.sh", cancellationToken);

    /// <summary>The path of mediasoup-worker.</summary>
    public static Task<string> WorkerAsync(CancellationToken cancellationToken) => RunAsync("worker.sh", cancellationToken);

    private static async Task<string> RunAsync(string script, CancellationToken cancellationToken)
    {
        var (success, output) = await SetupCommand.RunAsync(["bash", Repository.PathOf($"infra/local/setup/{script}")], null, cancellationToken);
        return success ? output.Trim() : throw new StartupException($"infra/local/setup/{script} failed; see the output above");
    }
}
