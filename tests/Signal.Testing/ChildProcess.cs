using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Signal.Testing;

/// <summary>
/// A process in a separate session with its output captured, line by line. It ends with this object, and also when the test process is killed.
/// </summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Interrupt = 2;
    private static readonly Guard Orphans = new();
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private ChildProcess(Process process) => _process = process;

    /// <summary>The process id, which is also its process group's id.</summary>
    public int Id => _process.Id;

    /// <summary>True when the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The lines of standard output and standard error so far, in the order of arrival.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a process; a null value in <paramref name="environment"/> removes the variable.</summary>
    public static ChildProcess Start(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null)
    {
        // A shell that runs the tests in the background has SIGINT ignored, and children would inherit that.
        var start = new ProcessStartInfo("setsid", ["/usr/bin/env", "--default-signal=INT", file, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += child.Take;
        child._process.ErrorDataReceived += child.Take;
        child._process.Start();
        Orphans.Watch(child.Id);
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until a line of the output, past or future, contains <paramref name="text"/>, and returns that line.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or the timeout elapsed; the message contains the output.</exception>
    public async Task<string> WaitForLineAsync(string text, TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(60));
        while (true)
        {
            var ended = HasExited;
            lock (_gate)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }

            if (ended)
            {
                throw new InvalidOperationException($"The process ended before it printed '{text}':\n{Output}");
            }

            try
            {
                await Task.WhenAny(_news.Reader.ReadAsync(deadline.Token).AsTask(), _process.WaitForExitAsync(deadline.Token));
                deadline.Token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException deadlineReached)
            {
                throw new InvalidOperationException($"The process did not say '{text}' in time:\n{Output}", deadlineReached);
            }
        }
    }

    /// <summary>Waits for the end of the process and of its output; returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(60));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException deadlineReached)
        {
            throw new InvalidOperationException($"The process did not end in time:\n{Output}", deadlineReached);
        }

        return _process.ExitCode;
    }

    /// <summary>Sends a signal to the process alone.</summary>
    public void Signal(int signal) => _ = SendSignal(Id, signal);

    /// <summary>Sends SIGINT to the process alone.</summary>
    public void Stop() => Signal(Interrupt);

    /// <summary>Kills the process and all of its group.</summary>
    /// <exception cref="InvalidOperationException">Another process keeps its output open.</exception>
    public async ValueTask DisposeAsync()
    {
        _ = SendSignal(-Id, 9);
        await WaitForExitAsync();
        Orphans.Forget(Id);
        _process.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is { } line)
        {
            lock (_gate)
            {
                _lines.Add(line);
            }

            _news.Writer.TryWrite(true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);

    /// <summary>infra/local/guard.sh, one for all children: it ends the remaining processes when the test process is killed.</summary>
    private sealed class Guard
    {
        private readonly Lock _gate = new();
        private readonly Lazy<Process> _process = new(() => Process.Start(
            new ProcessStartInfo("setsid", ["bash", Repository.PathOf("infra", "local", "guard.sh")]) { RedirectStandardInput = true })!);

        public void Watch(int group) => Tell(group.ToString(CultureInfo.InvariantCulture));

        public void Forget(int group) => Tell(FormattableString.Invariant($"-{group}"));

        private void Tell(string line)
        {
            lock (_gate)
            {
                _process.Value.StandardInput.WriteLine(line);
                _process.Value.StandardInput.Flush();
            }
        }
    }
}
