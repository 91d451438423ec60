using Google.Protobuf.WellKnownTypes;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>A worker that runs functions.</summary>
internal sealed class RunningWorker
{
    /// <summary>
    /// The time that a function has to end after it exceeded its timeout and was cancelled; then the worker is killed, the only way to stop
    /// it.
    /// </summary>
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private readonly WorkerProcess _process;
    private readonly WorkerChannel _channel;
    private readonly Dictionary<string, string> _functionIds;
    private readonly TimeSpan _functionTimeout;
    private readonly TimeProvider _time;

    public RunningWorker(WorkerProcess process, WorkerChannel channel, Handshake handshake, TimeSpan functionTimeout, TimeProvider time)
    {
        _process = process;
        _channel = channel;
        _functionIds = handshake.Functions
            .DistinctBy(function => function.Name)
            .ToDictionary(function => function.Name, function => function.FunctionId);
        _functionTimeout = functionTimeout;
        _time = time;
        Functions = handshake.Functions;
        HttpUri = handshake.HttpUri;
        Ended = WaitForEndAsync();
    }

    /// <summary>The worker process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The functions of the app.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; }

    /// <summary>The address of the worker's HTTP server; null when it has none.</summary>
    public Uri? HttpUri { get; }

    /// <summary>Completes with the exit code when the process has exited. A worker whose stream ends is killed.</summary>
    public Task<int> Ended { get; }

    /// <summary>Completes when the worker accepts no more invocations, shortly before <see cref="Ended"/>.</summary>
    public Task Lost => _channel.Ended;

    /// <summary>Whether the worker accepts invocations.</summary>
    public bool IsConnected => !_channel.Ended.IsCompleted;

    /// <summary>
    /// Runs a function and returns when it has succeeded. Cancellation, or exceeding <c>functionTimeout</c> of host.json, cancels
    /// the function in the worker; the call still waits for its completion.
    /// </summary>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="WorkerLostException">The worker exited first.</exception>
    /// <exception cref="TimeoutException">The function exceeded its timeout.</exception>
    public async Task InvokeAsync(string function, InvocationRequest request, CancellationToken cancellationToken)
    {
        if (!_functionIds.TryGetValue(function, out var functionId))
        {
            throw new WorkerLostException();
        }

        request.FunctionId = functionId;
        var answer = _channel.Invocations.Add(request.InvocationId);
        _channel.Send(new() { InvocationRequest = request });
        var cancel = new StreamingMessage { InvocationCancel = new() { InvocationId = request.InvocationId } };
        await using var cancelled = cancellationToken.UnsafeRegister(_ => _channel.Send(cancel), null);
        var result = await (_functionTimeout < TimeSpan.Zero ? answer : AnswerInTimeAsync(answer, cancel));
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new FunctionFailedException(result.Exception?.Message);
        }
    }

    /// <summary>Asks the worker to exit, and kills it after the grace period.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        _channel.Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });
        await ((Task)_process.Ended.WaitAsync(grace, _time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill();
        await Ended;
    }

    private async Task<StatusResult> AnswerInTimeAsync(Task<StatusResult> answer, StreamingMessage cancel)
    {
        try
        {
            return await answer.WaitAsync(_functionTimeout, _time);
        }
        catch (TimeoutException timeout)
        {
            _channel.Send(cancel);
            await ((Task)answer.WaitAsync(CancelGrace, _time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!answer.IsCompleted)
            {
                _process.Kill();
            }

            throw new TimeoutException($"it exceeded the functionTimeout of {_functionTimeout}", timeout);
        }
    }

    private async Task<int> WaitForEndAsync()
    {
        await _channel.Ended;
        // A worker that stops regularly closes its stream shortly before its process exits.
        await ((Task)_process.Ended.WaitAsync(EndGrace, _time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill();
        return await _process.Ended;
    }
}
