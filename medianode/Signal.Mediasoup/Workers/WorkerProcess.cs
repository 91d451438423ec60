using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>The process of a worker, with its channel on file descriptors 3 and 4.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    // The shell moves the redirected pipes to the descriptors that the worker expects and replaces itself with the worker: the pid stays
    // the same.
    private const string Redirect = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

    private readonly Process _process;
    private readonly ILogger _logger;

    private WorkerProcess(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
        Id = process.Id;
        Pipes = new WorkerPipes(
            ((AnonymousPipeClientStream)process.StandardInput.BaseStream).SafePipeHandle, process.StandardOutput.BaseStream);
        Output = LogOutputAsync();
        Exited = WaitForExitAsync();
    }

    public int Id { get; }

    public WorkerPipes Pipes { get; }

    public Task Exited { get; }

    /// <summary>The exit status. Only valid after the process has exited.</summary>
    public WorkerExitStatus ExitStatus { get; private set; }

    private Task Output { get; }

    public static WorkerProcess Start(WorkerCommand command, ILogger logger)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new UnsupportedException("A mediasoup-worker can be started on Linux only (x64 and arm64).");
        }

        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Redirect, command.Path },
            Environment = { ["MEDIASOUP_VERSION"] = MediasoupServer.Version },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new WorkerGoneException("The worker could not be started.");
        return new WorkerProcess(process, logger);
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // The process has exited.
        }
    }

    public void Dispose()
    {
        Pipes.Dispose();
        _process.Dispose();
    }

    private async Task WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        ExitStatus = WorkerExitStatus.FromProcess(_process.ExitCode);
        LogExited(Id, ExitStatus);
    }

    // Output of the worker and its libraries outside the channel.
    private async Task LogOutputAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync() is { } line)
            {
                LogOutput(Id, line);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was disposed.
        }
    }

    [LoggerMessage(EventId = EventIds.WorkerExited, Level = LogLevel.Debug, Message = "Worker process {Pid} exited with {Status}")]
    private partial void LogExited(int pid, WorkerExitStatus status);

    [LoggerMessage(EventId = EventIds.WorkerOutput, Level = LogLevel.Warning, Message = "{Pid} {Line}")]
    private partial void LogOutput(int pid, string line);
}
