using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// A worker process in its own session, so that Ctrl-C does not reach it and its child processes can be stopped with it. It does not
/// outlive this process.
/// </summary>
internal sealed partial class WorkerProcess
{
    private const int Kill9 = 9;
    private readonly Process _process;

    private WorkerProcess(Process process, WorkerOutput output)
    {
        _process = process;
        Output = output;
        Id = process.Id;
        Ended = WaitForEndAsync();
    }

    /// <summary>The process id, and the id of its process group.</summary>
    public int Id { get; }

    /// <summary>The output of the process.</summary>
    public WorkerOutput Output { get; }

    /// <summary>
    /// Completes with the exit code when the process and its child processes have exited and the output was read.
    /// </summary>
    public Task<int> Ended { get; }

    /// <summary>Starts a process.</summary>
    /// <exception cref="StartupException">The program does not exist.</exception>
    public static WorkerProcess Start(
        IEnumerable<string> command, string folder, IEnumerable<KeyValuePair<string, string?>> environment, ILogger logger)
    {
        // A shell that runs the host in the background has SIGINT ignored, and the worker would inherit that.
        var start = new ProcessStartInfo("setsid", ["/usr/bin/env", "--default-signal=INT", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var output = new WorkerOutput(logger);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, received) => output.Take(LogLevel.Information, received.Data);
        process.ErrorDataReceived += (_, received) => output.Take(LogLevel.Warning, received.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            process.Dispose();
            throw new StartupException($"the worker cannot be started: {failure.Message}", failure);
        }

        OrphanGuard.Watch(process.Id);
        var worker = new WorkerProcess(process, output);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Kills the process and its child processes.</summary>
    public void Kill()
    {
        if (!KillGroup())
        {
            KillAlone();
        }
    }

    private bool KillGroup() => SendSignal(-Id, Kill9) == 0;

    /// <summary>A process that was started just now has no group of its own yet.</summary>
    private void KillAlone()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has exited.
        }
    }

    private async Task<int> WaitForEndAsync()
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Exited += (_, _) => exited.TrySetResult();
        if (_process.HasExited)
        {
            exited.TrySetResult();
        }

        await exited.Task;
        // Child processes of the worker would keep its output open.
        KillGroup();
        await _process.WaitForExitAsync();
        OrphanGuard.Forget(Id);
        var exitCode = _process.ExitCode;
        _process.Dispose();
        return exitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
