using System.Diagnostics;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// Runs guard.sh once for this process: it stops the workers if this process exits without having stopped them. It detects the exit by the
/// end of its standard input. PR_SET_PDEATHSIG is not suitable, since it is bound to the thread that started the worker.
/// </summary>
internal static class OrphanGuard
{
    private static readonly Lock Gate = new();
    private static readonly Lazy<StreamWriter> Input = new(() =>
    {
        var script = Path.Combine(AppContext.BaseDirectory, "guard.sh");
        return Process.Start(new ProcessStartInfo("setsid", ["bash", script]) { RedirectStandardInput = true })!.StandardInput;
    });

    /// <summary>Registers a process group to be stopped when this process exits.</summary>
    public static void Watch(int group) => Write(FormattableString.Invariant($"{group}"));

    /// <summary>Removes a process group that has exited.</summary>
    public static void Forget(int group) => Write(FormattableString.Invariant($"-{group}"));

    private static void Write(string line)
    {
        lock (Gate)
        {
            try
            {
                Input.Value.WriteLine(line);
                Input.Value.Flush();
            }
            catch (IOException)
            {
                // The guard was killed; this process still stops the workers on a regular exit.
            }
        }
    }
}
