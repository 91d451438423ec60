using System.Runtime.InteropServices;

namespace Signal.Testing;

/// <summary>Signals of signal(7) to any process, or with a negative number to a process group.</summary>
public static partial class ProcessSignal
{
    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal; does nothing when the process has ended.</summary>
    public static void Send(int pid, int signal) => _ = SendSignal(pid, signal);

    /// <summary>The children of a process, of all of its threads; none when it has ended.</summary>
    public static IReadOnlyList<int> ChildrenOf(int pid)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{pid}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(int.Parse),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
