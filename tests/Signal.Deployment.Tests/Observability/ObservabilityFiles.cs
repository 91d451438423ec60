using System.Diagnostics;
using Signal.Testing;

namespace Signal.Deployment.Tests.Observability;

/// <summary>The files of infra/observability, and the tools that check them.</summary>
internal static class ObservabilityFiles
{
    /// <summary>The path of a file.</summary>
    public static string PathOf(params string[] parts) => Repository.PathOf(["infra", "observability", .. parts]);

    /// <summary>Runs a tool that a setup script finds or installs; when it is not available, the test is skipped with the reason.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string script, params string[] arguments)
    {
        string tool;
        try
        {
            tool = await SetupScript.RunAsync(script, TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException error)
        {
            Assert.Skip($"The tool is not available: {error.Message}");
            throw;
        }

        using var process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = PathOf(),
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
