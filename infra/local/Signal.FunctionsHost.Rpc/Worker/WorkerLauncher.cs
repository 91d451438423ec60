using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.Worker;

/// <summary>Starts workers of one app.</summary>
internal sealed class WorkerLauncher(
    AppFolder app, RunOptions options, AppSettings settings, HostJson hostJson, RpcServer server, ILoggerFactory loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers.CreateLogger<WorkerLauncher>();
    private readonly WorkerLog _log = new(loggers);

    /// <summary>Starts a worker and returns when its functions are loaded.</summary>
    /// <exception cref="StartupException">It ended, refused or was too slow; the message is one sentence, and nothing of it is
    /// left.</exception>
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
        var handshake = Handshake.RunAsync(channel, app.Path, linked.Token);
        var first = await Task.WhenAny(handshake, process.Ended, channel.Ended);
        if (first == handshake && !handshake.IsCanceled)
        {
            return await handshake;
        }

        await linked.CancelAsync();
        await ((Task)handshake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (!deadline.IsCancellationRequested || process.Ended.IsCompleted)
        {
            process.Kill();
            var exitCode = await process.Ended;
            throw new StartupException(
                process.Output.Complaint() ?? $"the worker ended before it was ready (exit code {exitCode}){LastLine(process)}");
        }

        var step = channel.Connected.IsCompleted ? "load its functions" : "connect";
        throw new StartupException($"the worker did not {step} in {options.StartTimeout.TotalSeconds:0.#} seconds{LastLine(process)}");
    }

    private static string LastLine(WorkerProcess process) => process.Output.LastLine() is { } line ? $"; its last line: {line}" : "";

    private string[] Command(string id)
    {
        // Each worker library reads one of the two sets.
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
