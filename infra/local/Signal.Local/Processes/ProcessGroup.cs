using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Signal.Local.Processes;

/// <summary>
/// A process in its own session, together with its child processes: Ctrl-C at the terminal does not reach them, a signal to the group does.
/// </summary>
internal static partial class ProcessGroup
{
    /// <summary>The start info for such a process, with empty standard input. Its process id is also the group id.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="output">The shell redirection of its output; <c>$0</c> is <paramref name="log"/>.</param>
    /// <param name="log">A path for <paramref name="output"/>.</param>
    public static ProcessStartInfo Of(IReadOnlyList<string> command, string output = "", string log = "sh") =>
        new("setsid", ["sh", "-c", $"exec \"$@\" {output} </dev/null", log, .. command]);

    /// <summary>Sends a signal to one process.</summary>
    public static void SendToLeader(int id, PosixSignalNumber signal) => _ = Kill(id, (int)signal);

    /// <summary>Sends a signal to all processes of a group.</summary>
    public static void SendToAll(int id, PosixSignalNumber signal) => _ = Kill(-id, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
