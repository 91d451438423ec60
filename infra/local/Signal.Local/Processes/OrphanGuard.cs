using System.Diagnostics;
using Signal.Local.Setup;

namespace Signal.Local.Processes;

/// <summary>
/// infra/local/guard.sh, which ends the children when this process is gone without having stopped them. It hears that from the end of its standard
/// input: PR_SET_PDEATHSIG would not do, as it follows the thread that started the child.
/// </summary>
internal sealed class OrphanGuard : IAsyncDisposable
{
    private readonly Process _guard;
    private readonly Lock _gate = new();

    public OrphanGuard() => _guard = Process.Start(new ProcessStartInfo("setsid", ["bash", Repository.PathOf("infra/local/guard.sh")]) { RedirectStandardInput = true })!;

    /// <summary>The process group is to end with this process.</summary>
    public void Watch(int group) => Tell(FormattableString.Invariant($"{group}"));

    /// <summary>The process group has ended.</summary>
    public void Forget(int group) => Tell(FormattableString.Invariant($"-{group}"));

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private void Tell(string line)
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
                // Someone killed the guard; the children are still stopped in order.
            }
        }
    }
}
