using System.Diagnostics;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// guard.sh, one for this process: it ends the workers when this process is gone without having stopped them. It hears that from the
/// end of its standard input: PR_SET_PDEATHSIG would not do, as it follows the thread that started the worker.
/// </summary>
internal static class OrphanGuard
{
    private static readonly Lock Gate = new();
    private static readonly Lazy<StreamWriter> Input = new(() =>
    {
        var script = Path.Combine(AppContext.BaseDirectory, "guard.sh");
        return Process.Start(new ProcessStartInfo("setsid", ["bash", script]) { RedirectStandardInput = true })!.StandardInput;
    });

    /// <summary>The process group is to end with this process.</summary>
    public static void Watch(int group) => Write(FormattableString.Invariant($"{group}"));

    /// <summary>The process group has ended.</summary>
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
                // The guard was killed; workers are still stopped in order.
            }
        }
    }
}
