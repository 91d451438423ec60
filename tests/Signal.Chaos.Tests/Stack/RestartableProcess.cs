using Signal.Testing;

namespace Signal.Chaos.Tests.Stack;

/// <summary>A process of the platform that can be killed, suspended, stopped and restarted.</summary>
internal sealed class RestartableProcess(string name, Func<ChildProcess> start, Func<CancellationToken, Task<bool>> isReady, History history) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim _restarting = new(1, 1);
    private readonly List<string> _formerOutput = [];
    private ChildProcess? _process;

    /// <summary>The process id; null while the process is not running.</summary>
    public int? Id => _process?.Id;

    /// <summary>The number of starts.</summary>
    public int Starts { get; private set; }

    /// <summary>The output of all runs.</summary>
    public string Output => string.Join('\n', [.. _formerOutput, _process?.Output ?? ""]);

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = start();
        Starts++;
        using var timeout = new CancellationTokenSource(ReadyTimeout, TimeProvider.System);
        while (!await isReady(timeout.Token))
        {
            if (_process.HasExited || timeout.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{name} did not start:\n{_process.Output}");
            }

            await Task.Delay(ReadyInterval, TimeProvider.System, CancellationToken.None);
        }

        history.Add($"{name} runs, start {Starts}");
    }

    /// <summary>
    /// SIGKILL, and another start after some time. A restart that is requested meanwhile follows: a slow machine may still be starting the
    /// process when the next kill is due.
    /// </summary>
    public Task KillAndStartAsync(TimeSpan pause) => RestartAsync(KillAsync, pause);

    /// <summary>SIGTERM, and another start some time after that, when the process has ended.</summary>
    public Task StopAndStartAsync(TimeSpan pause) => RestartAsync(StopAsync, pause);

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => EndAsync(ProcessSignal.Kill);

    /// <summary>SIGTERM; ends when the process has ended.</summary>
    public Task StopAsync() => EndAsync(ProcessSignal.Terminate);

    /// <summary>SIGSTOP for the process and all of its children.</summary>
    public void Freeze() => SignalGroup(ProcessSignal.Stop);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => SignalGroup(ProcessSignal.Continue);

    /// <summary>Sends a signal to one of its children.</summary>
    /// <param name="program">The child's command line after its interpreter, if any.</param>
    /// <param name="index">The index among those children, modulo their number.</param>
    /// <param name="signal">The signal.</param>
    public int? SignalChild(string program, int index, int signal)
    {
        var children = Id is { } id ? ProcessSignal.ChildrenOf(id).Where(child => IsOf(child, program)).Order().ToArray() : [];
        if (children.Length == 0)
        {
            return null;
        }

        var child = children[index % children.Length];
        ProcessSignal.Send(child, signal);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _restarting.Dispose();
    }

    private async Task RestartAsync(Func<Task> end, TimeSpan pause)
    {
        await _restarting.WaitAsync();
        try
        {
            await Task.WhenAll(end(), Task.Delay(pause, TimeProvider.System, CancellationToken.None));
            await StartAsync();
        }
        finally
        {
            _restarting.Release();
        }
    }

    private static bool IsOf(int pid, string program)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains(program, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task EndAsync(int signal)
    {
        if (_process is { } process)
        {
            process.Signal(signal);
            await process.WaitForExitAsync(StopTimeout);
            _formerOutput.Add(process.Output);
            _process = null;
            await process.DisposeAsync();
        }
    }

    private void SignalGroup(int signal)
    {
        if (Id is { } id)
        {
            ProcessSignal.Send(-id, signal);
        }
    }
}
