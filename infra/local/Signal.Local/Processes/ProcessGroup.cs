using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Signal.Local.Processes;

/// <summary>A process in a session of its own, with all that it starts: Ctrl-C at the terminal does not reach them, a signal to the group does.</summary>
internal static partial class ProcessGroup
{
    /// <summary>How to start a command that way; it reads nothing. Its process id is the group's id.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="output">Where its output goes, as the shell writes it; <c>$0</c> is <paramref name="log"/>.</param>
    /// <param name="log">A path for <paramref name="output"/>.</param>
    public static ProcessStartInfo Of(IReadOnlyList<string> command, string output = "", string log = "sh") =>
        new("setsid", ["sh", "-c", $"exec \"$@\" {output} </dev/null", log, .. command]);

    /// <summary>Sends a signal to one process.</summary>
    public static void SendToLeader(int id, PosixSignalNumber signal) => _ = Kill(id, (int)signal);

    /// <summary>Sends a signal to all of a group.</summary>
    public static void SendToAll(int id, PosixSignalNumber signal) => _ = Kill(-id, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
