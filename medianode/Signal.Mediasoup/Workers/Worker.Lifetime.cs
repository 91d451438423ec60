using FBS.Notification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

public sealed partial class Worker
{
    // How long a worker may take to exit when it is asked to, or when its channel has broken.
    private static readonly TimeSpan ExitGrace = TimeSpan.FromSeconds(2);

    /// <summary>Starts a worker process.</summary>
    /// <param name="settings">How to start it.</param>
    /// <param name="loggerFactory">Where this library and the worker log.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Cancels the start, and ends the process.</param>
    /// <exception cref="ArgumentException">There is no worker at the given path, or the worker refuses the settings.</exception>
    /// <exception cref="UnsupportedException">This is not Linux.</exception>
    /// <exception cref="WorkerGoneException">The process ended before it ran.</exception>
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
            listeners);
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
                ? new ArgumentException("The worker refuses the settings.", nameof(settings))
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
    /// Closes the worker: all objects in it close, requests that wait fail, and the process ends. Does nothing if it is closed.
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
            // It died just now.
        }

        _channel.Close(new WorkerGoneException("The worker was closed."));
        _closing.TrySetResult();
        Observer.Close();
        _closeRaised.TrySetResult();
    }

    /// <summary>Closes the worker and waits until its process has ended. If it does not end by itself, it is killed.</summary>
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
            // It does not react, or talks garbage: it does not get the time to end by itself.
            _process.Kill();
        }

        if (first != _process.Exited)
        {
            // Asked to end, or not in a state to go on.
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
            // The process may end before Close() has told everyone: that it has ended is told last.
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
            return new WorkerGoneException($"The worker process {Pid} hung: it answered no request and was killed.")
            {
                ExitStatus = status,
                Reason = WorkerGoneReason.Hung,
            };
        }

        return _channel.Ended.IsCompletedSuccessfully && _channel.Ended.Result is { InnerException: { } cause } broken
            ? new WorkerGoneException($"{broken.Message} Its process {Pid} ended with {status}.", cause)
            {
                ExitStatus = status,
                Reason = WorkerGoneReason.ChannelBroken,
            }
            : new WorkerGoneException($"The worker process {Pid} ended with {status}.")
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
