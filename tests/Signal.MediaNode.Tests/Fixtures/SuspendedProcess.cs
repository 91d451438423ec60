using System.Diagnostics;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Suspends a process, like one that hangs in a loop or on a lock: it exists, but does not answer.</summary>
internal static class SuspendedProcess
{
    public static void Suspend(int pid)
    {
        using var kill = Process.Start("kill", ["-STOP", $"{pid}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
