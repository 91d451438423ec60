using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Signal.Local.Processes;

/// <summary>A command of the set-up: it ends before the stack starts, and is killed with all its children when the stack is told to stop.</summary>
internal static class SetupCommand
{
    /// <summary>Runs a command. Its standard error, the progress, goes to the terminal; its standard output is returned, and shown to <paramref name="onLine"/> as it comes.</summary>
    /// <exception cref="StackException">The program is missing.</exception>
    public static async Task<(bool Success, string Output)> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = Setup.Repository.Root, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
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
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new StackException($"{start.FileName} is missing");
        }
    }
}
