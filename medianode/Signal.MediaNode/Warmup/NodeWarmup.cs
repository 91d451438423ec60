using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Warmup;

/// <summary>
/// Warms the process up before any other service of the node starts: runs a few joins on a <see cref="TrialNode"/>. A warm-up that fails or
/// takes too long is logged, and the node starts nevertheless.
/// </summary>
internal sealed partial class NodeWarmup(WarmupOptions options, MediasoupOptions mediasoup, TimeProvider time, ILogger<NodeWarmup> logger)
    : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await RunAsync(linked.Token).WaitAsync(linked.Token);
            LogWarm(time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is asked to stop.
        }
        catch (Exception error)
        {
            LogNotWarm(timeout.IsCancellationRequested ? $"it took longer than {options.Timeout.TotalSeconds} s" : error.Message);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var node = await TrialNode.StartAsync(mediasoup.WorkerPath, time, cancellationToken);
        foreach (var protocol in node.Protocols)
        {
            await TrialCall.RunAsync(node, protocol, cancellationToken);
        }
    }

    [LoggerMessage(EventIds.WarmedUp, LogLevel.Information, "Node warmed up in {Milliseconds:0} ms")]
    private partial void LogWarm(double milliseconds);

    [LoggerMessage(EventIds.NotWarmedUp, LogLevel.Warning, "Node starts without a complete warm-up: {Reason}")]
    private partial void LogNotWarm(string reason);
}
