using System.Runtime.InteropServices;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>A process, or with a negative number a process group, that was stopped by SIGSTOP and continues on disposal.</summary>
internal sealed partial class FrozenProcess : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private readonly int _pid;

    public FrozenProcess(int pid)
    {
        _pid = pid;
        _ = Kill(pid, Stop);
    }

    public void Dispose() => _ = Kill(_pid, Continue);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
