using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Setup;

/// <summary>Runs the scripts of infra/local/setup, which fetch what is missing and print where it is.</summary>
internal static class SetupScripts
{
    /// <summary>The folder that holds node_modules/azurite.</summary>
    public static Task<string> AzuriteAsync(CancellationToken cancellationToken) => RunAsync("azurite.sh", null, cancellationToken);

    /// <summary>The path of mediasoup-worker.</summary>
    public static Task<string> WorkerAsync(CancellationToken cancellationToken) => RunAsync("worker.sh", null, cancellationToken);

    /// <summary>Which build it is to be; <paramref name="asked"/> is what the command line says: auto, true or false.</summary>
    public static async Task<bool> AzureSdkAsync(string asked, CancellationToken cancellationToken)
    {
        var environment = asked == "auto" ? null : new Dictionary<string, string> { ["AzureSdk"] = asked };
        return await RunAsync("azure-sdk.sh", environment, cancellationToken) == "true";
    }

    private static async Task<string> RunAsync(string script, Dictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var (success, output) = await SetupCommand.RunAsync(["bash", Repository.PathOf($"infra/local/setup/{script}")], environment, cancellationToken);
        return success ? output.Trim() : throw new StartupException($"infra/local/setup/{script} failed; the lines above say why");
    }
}
