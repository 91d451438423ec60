using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.Worker;

/// <summary>Starts the workers of an app.</summary>
internal sealed class WorkerLauncher(
    AppFolder app, RunOptions options, AppSettings settings, HostJson hostJson, RpcServer server, ILoggerFactory loggers, TimeProvider time)
{
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = loggers.CreateLogger<WorkerLauncher>();
    private readonly WorkerLog _log = new(loggers);

    /// <summary>Starts a worker and returns when it can run functions.</summary>
    /// <exception cref="StartupException">The worker exited, failed or timed out; the message is one sentence, and no process is left
    /// running.</exception>
    public async Task<RunningWorker> StartAsync(CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var channel = new WorkerChannel(_log);
        server.Expect(id, channel);
        WorkerProcess? process = null;
        try
        {
            process = WorkerProcess.Start(Command(id), app.Path, Environment(), _logger);
            var handshake = await RunHandshakeAsync(process, channel, cancellationToken);
            process.Output.Ready();
            return new RunningWorker(process, channel, handshake, hostJson.FunctionTimeout, time);
        }
        catch
        {
            process?.Kill();
            await (process?.Ended ?? Task.CompletedTask);
            throw;
        }
        finally
        {
            server.Forget(id);
        }
    }

    private async Task<Handshake> RunHandshakeAsync(WorkerProcess process, WorkerChannel channel, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StartTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var handshake = Handshake.RunAsync(channel, app.Path, time, linked.Token);
        await Task.WhenAny(handshake, process.Ended, channel.Ended);
        if (handshake.IsCompletedSuccessfully || handshake.Exception?.InnerException is StartupException)
        {
            return await handshake;
        }

        await linked.CancelAsync();
        await ((Task)handshake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        throw new StartupException(await ReasonAsync(process, channel, deadline.IsCancellationRequested));
    }

    private async Task<string> ReasonAsync(WorkerProcess process, WorkerChannel channel, bool late)
    {
        var lastLine = process.Output.LastLine() is { } line ? $"; its last line: {line}" : "";
        if (late)
        {
            var step = channel.Connected.IsCompleted ? "become ready" : "connect";
            return $"the worker did not {step} in {options.StartTimeout.TotalSeconds:0.#} seconds{lastLine}";
        }

        // A process closes its stream shortly before it exits.
        await ((Task)process.Ended.WaitAsync(EndGrace, time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.Ended.IsCompleted
            ? process.Output.Complaint() ?? $"the worker exited before it was ready (exit code {await process.Ended}){lastLine}"
            : $"the worker's stream ended before it was ready{lastLine}";
    }

    private string[] Command(string id)
    {
        // Old and new worker libraries read different sets of arguments.
        var length = FormattableString.Invariant($"{int.MaxValue}");
        return
        [
            app.Executable, app.WorkerPath,
            "--host", server.Address.Host, "--port", FormattableString.Invariant($"{server.Address.Port}"),
            "--workerId", id, "--requestId", id, "--grpcMaxMessageLength", length,
            "--functions-uri", server.Address.ToString(), "--functions-worker-id", id, "--functions-request-id", id,
            "--functions-grpc-max-message-length", length,
        ];
    }

    private IEnumerable<KeyValuePair<string, string?>> Environment()
    {
        if (options.LogLevel is { } level && settings["Logging__LogLevel__Default"] is null)
        {
            yield return new("Logging__LogLevel__Default", $"{level}");
        }

        foreach (var setting in settings.Overrides)
        {
            yield return setting;
        }

        yield return new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated");
        yield return new("FUNCTIONS_WORKER_DIRECTORY", app.Path);
        yield return new("FUNCTIONS_APPLICATION_DIRECTORY", app.Path);
    }
}
