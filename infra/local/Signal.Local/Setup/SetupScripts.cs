using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>Runs the scripts of infra/local/setup, which fetch what is missing and print where it is.</summary>
internal static class SetupScripts
{
    /// <summary>The folder that holds node_modules/azurite.</summary>
    public static Task<string> AzuriteAsync(CancellationToken cancellationToken) => RunAsync("azurite.sh", cancellationToken);

    /// <summary>The path of mediasoup-worker.</summary>
    public static Task<string> WorkerAsync(CancellationToken cancellationToken) => RunAsync("worker.sh", cancellationToken);

    private static async Task<string> RunAsync(string script, CancellationToken cancellationToken)
    {
        var (success, output) = await SetupCommand.RunAsync(["bash", Repository.PathOf($"infra/local/setup/{script}")], null, cancellationToken);
        return success ? output.Trim() : throw new StartupException($"infra/local/setup/{script} failed; the lines above say why");
    }
}
