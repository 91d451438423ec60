using System.Diagnostics;
using System.Text;

namespace Signal.Local.Processes;

/// <summary>Runs a setup command, which completes before the stack starts and leaves no processes running.</summary>
internal static class SetupCommand
{
    // Killing a package manager can leave an installation incomplete.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs a command. Its standard error (the progress) goes to the terminal; its standard output is returned, and passed to
    /// <paramref name="onLine"/> line by line.
    /// </summary>
    public static async Task<(bool Success, string Output)> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken, Action<string>? onLine = null)
    {
        var start = ProcessGroup.Of(command);
        start.WorkingDirectory = Setup.Repository.Root;
        start.RedirectStandardOutput = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                output.AppendLine(line);
                onLine?.Invoke(line);
            }

            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode == 0, output.ToString());
        }
        catch (OperationCanceledException)
        {
            ProcessGroup.SendToAll(process.Id, PosixSignalNumber.Terminate);
            using var timeout = new CancellationTokenSource(StopTimeout, TimeProvider.System);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        finally
        {
            ProcessGroup.SendToAll(process.Id, PosixSignalNumber.Kill);
        }
    }
}
