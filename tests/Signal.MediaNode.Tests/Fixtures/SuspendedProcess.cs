using System.Diagnostics;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Makes a process hang, as one does that loops or waits for a lock: it lives, and answers nothing.</summary>
internal static class SuspendedProcess
{
    public static void Suspend(int pid)
    {
        using var kill = Process.Start("kill", ["-STOP", $"{pid}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
