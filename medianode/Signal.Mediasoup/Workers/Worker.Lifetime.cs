using FBS.Notification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

public sealed partial class Worker
{
    // How long a worker may take to exit after a request to do so, or after its channel has broken.
    private static readonly TimeSpan ExitGrace = TimeSpan.FromSeconds(2);

    /// <summary>Starts a worker process.</summary>
    /// <param name="settings">The worker settings.</param>
    /// <param name="loggerFactory">The logger factory for the library and the output of the worker.</param>
    /// <param name="timeProvider">The clock; used for timeouts.</param>
    /// <param name="cancellationToken">Cancels the start and ends the process.</param>
    /// <exception cref="ArgumentException">No worker exists at the given path, or the worker rejected the settings.</exception>
    /// <exception cref="UnsupportedException">The operating system is not Linux.</exception>
    /// <exception cref="WorkerGoneException">The process exited before the worker was running.</exception>
    public static async Task<Worker> StartAsync(
        WorkerSettings? settings = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        settings ??= new WorkerSettings();
        cancellationToken.ThrowIfCancellationRequested();
        var command = WorkerCommand.Create(settings);
        var factory = loggerFactory ?? NullLoggerFactory.Instance;
        var listeners = new ListenerErrors(factory.CreateLogger<Worker>());
        var process = WorkerProcess.Start(command, factory.CreateLogger("Signal.Mediasoup.WorkerProcess"));
        var ticks = WorkerTicks.Of(settings);
        var channel = new WorkerChannel(
            process.Pipes,
            process.Id,
            ticks.RequestTimeout,
            factory.CreateLogger("Signal.Mediasoup.WorkerChannel"),
            listeners,
            settings.ResumesOnReader);
        channel.Start();
        var worker = new Worker(process, channel, listeners, timeProvider ?? TimeProvider.System, settings.AppData);
        worker._monitor = worker.MonitorAsync(ticks);
        try
        {
            await Task.WhenAny(channel.Running, worker._closing.Task).WaitAsync(cancellationToken);
        }
        catch
        {
            process.Kill();
            await worker.DisposeAsync();
            throw;
        }

        if (!channel.Running.IsCompleted)
        {
            await worker._monitor;
            throw process.ExitStatus.Code == WorkerExitStatus.WrongSettings
                ? new ArgumentException("The worker rejected the settings.", nameof(settings))
                : new WorkerGoneException($"The worker did not start. {worker._death!.Message}", worker._death)
                    {
                        ExitStatus = process.ExitStatus,
                        Reason = worker._death.Reason,
                    };
        }

        MediasoupServer.NewWorker(worker);
        return worker;
    }

    /// <summary>
    /// Closes the worker: all objects in it are closed, pending requests fail, and the process exits. Does nothing if it is already closed.
    /// </summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        CloseChildren();
        try
        {
            _channel.Notify<int>(Event.WORKER_CLOSE, null, Body.NONE, 0, null);
        }
        catch (WorkerGoneException)
        {
            // The process died just now.
        }

        _channel.Close(new WorkerGoneException("The worker was closed."));
        _closing.TrySetResult();
        Observer.Close();
        _closeRaised.TrySetResult();
    }

    /// <summary>Closes the worker and waits until its process has exited. A process that does not exit in time is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _monitor;
    }

    private async Task MonitorAsync(WorkerTicks ticks)
    {
        using var liveness = new WorkerLiveness(_channel, ticks, _timeProvider);
        var hung = liveness.IsHungAsync();
        var first = await Task.WhenAny(_process.Exited, _channel.Ended, _closing.Task, hung);
        if (first == hung || (first == _channel.Ended && _channel.Ended.Result.InnerException is not (null or IOException)))
        {
            // The worker does not respond or sends invalid messages: it is killed without waiting.
            _process.Kill();
        }

        if (first != _process.Exited)
        {
            // The worker was asked to exit, or cannot continue.
            try
            {
                await _process.Exited.WaitAsync(ExitGrace, _timeProvider);
            }
            catch (TimeoutException)
            {
                _process.Kill();
                await _process.Exited;
            }
        }

        Die(isHung: first == hung);
        if (!Died)
        {
            // The process may exit before Close() has raised its events: OnSubprocessClose is raised last.
            await _closeRaised.Task;
        }

        SubprocessClosed = true;
        _listeners.Raise(OnSubprocessClose);
        if (Died)
        {
            Observer.Close();
        }

        _process.Dispose();
    }

    private void Die(bool isHung)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        Died = true;
        var reason = DeathReason(isHung);
        _death = reason;
        _channel.Close(reason);
        CloseChildren();
        _closing.TrySetResult();
        _listeners.Raise(OnDied, reason);
    }

    private WorkerGoneException DeathReason(bool isHung)
    {
        var status = _process.ExitStatus;
        if (isHung)
        {
            return new WorkerGoneException($"Worker process {Pid} did not answer and was killed.")
            {
                ExitStatus = status,
                Reason = WorkerGoneReason.Hung,
            };
        }

        return _channel.Ended.IsCompletedSuccessfully && _channel.Ended.Result is { InnerException: { } cause } broken
            ? new WorkerGoneException($"{broken.Message} Process {Pid} exited with {status}.", cause)
            {
                ExitStatus = status,
                Reason = WorkerGoneReason.ChannelBroken,
            }
            : new WorkerGoneException($"Worker process {Pid} exited with {status}.")
            {
                ExitStatus = status,
                Reason = WorkerGoneReason.Exited,
            };
    }

    private void CloseChildren()
    {
        foreach (var router in _routers.TakeAll())
        {
            router.WorkerClosed();
        }

        foreach (var server in _webRtcServers.TakeAll())
        {
            server.WorkerClosed();
        }
    }
}
