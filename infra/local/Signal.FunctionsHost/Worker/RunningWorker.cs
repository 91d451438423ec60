using Google.Protobuf.WellKnownTypes;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>A worker that runs functions.</summary>
internal sealed class RunningWorker
{
    /// <summary>
    /// How long a function may go on after it was cancelled for taking too long; the worker is killed then, as nothing else ends it.
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

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it can run.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; }

    /// <summary>Where its HTTP functions take their requests; null when it has no such server.</summary>
    public Uri? HttpUri { get; }

    /// <summary>Completes with the exit code when the process has ended. A worker whose stream ends is killed.</summary>
    public Task<int> Ended { get; }

    /// <summary>Completes when it takes no more invocations, a moment before <see cref="Ended"/>.</summary>
    public Task Lost => _channel.Ended;

    /// <summary>True while it takes invocations.</summary>
    public bool IsConnected => !_channel.Ended.IsCompleted;

    /// <summary>
    /// Runs a function and returns when it has succeeded. A cancelled token, or more time than host.json's <c>functionTimeout</c>, cancels
    /// the function in the worker; the call still waits for its end.
    /// </summary>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="WorkerLostException">The worker ended first.</exception>
    /// <exception cref="TimeoutException">The function took too long.</exception>
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

    /// <summary>Asks the worker to end; one that has not after the grace period is killed.</summary>
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

            throw new TimeoutException($"it took longer than functionTimeout allows, {_functionTimeout}", timeout);
        }
    }

    private async Task<int> WaitForEndAsync()
    {
        await _channel.Ended;
        // A worker that stops in order closes its stream a moment before its process ends.
        await ((Task)_process.Ended.WaitAsync(EndGrace, _time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill();
        return await _process.Ended;
    }
}
