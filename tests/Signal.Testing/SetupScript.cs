using System.Diagnostics;

namespace Signal.Testing;

/// <summary>The set-up scripts of <c>infra/local/setup</c>: each installs what is missing and prints a path.</summary>
public static class SetupScript
{
    /// <summary>Runs a script and returns the path that it prints.</summary>
    /// <exception cref="InvalidOperationException">The script failed; the message contains its output.</exception>
    public static Task<string> RunAsync(string script, CancellationToken cancellationToken = default) => RunAsync(script, [], cancellationToken);

    /// <summary>Runs a script with arguments and returns the path that it prints.</summary>
    /// <exception cref="InvalidOperationException">The script failed; the message contains its output.</exception>
    public static async Task<string> RunAsync(string script, string[] arguments, CancellationToken cancellationToken = default)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Repository.PathOf("infra", "local", "setup", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var progress = process.StandardError.ReadToEndAsync(cancellationToken);
        var result = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? result.Trim()
            : throw new InvalidOperationException($"{script} failed with {process.ExitCode}: {await progress}");
    }
}
