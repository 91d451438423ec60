using System.Diagnostics;
using Signal.Hosting.Startup;

namespace Signal.Local.Processes;

/// <summary>A running process in its own session, so that Ctrl-C does not reach it. Its output goes to a log file.</summary>
internal sealed class StackProcess
{
    private readonly ProcessSpec _spec;
    private readonly Process _process;
    private readonly OrphanGuard _guard;

    private StackProcess(ProcessSpec spec, Process process, OrphanGuard guard, string log)
    {
        _spec = spec;
        _process = process;
        _guard = guard;
        Log = log;
    }

    /// <summary>The display name.</summary>
    public string Name => _spec.Name;

    /// <summary>The path of the log file.</summary>
    public string Log { get; }

    /// <summary>The process id, and the id of its process group.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a process; its log is truncated.</summary>
    public static StackProcess Start(ProcessSpec spec, string logFolder, OrphanGuard guard)
    {
        var log = Path.Combine(logFolder, spec.Name + ".log");
        var start = ProcessGroup.Of(spec.Command, ">\"$0\" 2>&1", log);
        start.WorkingDirectory = spec.WorkingFolder;
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        guard.Watch(process.Id);
        return new StackProcess(spec, process, guard, log);
    }

    /// <summary>Completes when the process has exited.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>The error for a process that ended unexpectedly.</summary>
    public StartupException Died() => new($"{Name} ended unexpectedly (exit code {_process.ExitCode}); its log: {Log}");

    /// <summary>Signals the process to stop, waits, and kills the remaining processes of its group.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        if (!_process.HasExited)
        {
            ProcessGroup.SendToLeader(Id, _spec.StopSignal);
            using var timeout = new CancellationTokenSource(_spec.StopTimeout, time);
            await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ProcessGroup.SendToAll(Id, PosixSignalNumber.Kill);
        await _process.WaitForExitAsync();
        _guard.Forget(Id);
        _process.Dispose();
    }
}
