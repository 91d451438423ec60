using System.Diagnostics;
using Signal.Local.Setup;

namespace Signal.Local.Processes;

/// <summary>
/// Runs infra/local/guard.sh, which stops the children if this process exits without having stopped them. It detects the exit by the end of
/// its standard input. PR_SET_PDEATHSIG is not suitable, since it is bound to the thread that started the child.
/// </summary>
internal sealed class OrphanGuard : IAsyncDisposable
{
    private readonly Process _guard;
    private readonly Lock _gate = new();

    public OrphanGuard()
    {
        var start = new ProcessStartInfo("setsid", ["bash", Repository.PathOf("infra/local/guard.sh")]) { RedirectStandardInput = true };
        _guard = Process.Start(start)!;
    }

    /// <summary>Registers a process group to be stopped when this process exits.</summary>
    public void Watch(int group) => Send(FormattableString.Invariant($"{group}"));

    /// <summary>Removes a process group that has exited.</summary>
    public void Forget(int group) => Send(FormattableString.Invariant($"-{group}"));

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private void Send(string line)
    {
        lock (_gate)
        {
            try
            {
                _guard.StandardInput.WriteLine(line);
                _guard.StandardInput.Flush();
            }
            catch (IOException)
            {
                // The guard was killed; this process still stops the children on a regular exit.
            }
        }
    }
}
