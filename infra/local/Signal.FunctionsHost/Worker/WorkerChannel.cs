using System.Threading.Channels;
using Grpc.Core;
using Signal.FunctionsHost.Protocol;
using RpcException = Grpc.Core.RpcException;

namespace Signal.FunctionsHost.Worker;

/// <summary>The message stream to and from one worker.</summary>
internal sealed class WorkerChannel(WorkerLog log)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly Channel<StreamingMessage> _replies = Channel.CreateBounded<StreamingMessage>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the worker has opened its stream.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Completes when either side has ended the stream.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The pending invocations of the worker.</summary>
    public Invocations Invocations { get; } = new();

    /// <summary>Sends a message; it is dropped when the stream has ended.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a handshake message and awaits a response of the given type. Only one request can be pending.</summary>
    public async Task<StreamingMessage> AskAsync(
        StreamingMessage request, StreamingMessage.ContentOneofCase reply, CancellationToken cancellationToken)
    {
        Send(request);
        while (true)
        {
            var message = await _replies.Reader.ReadAsync(cancellationToken);
            if (message.ContentCase == reply)
            {
                return message;
            }
        }
    }

    /// <summary>Serves the worker's stream until it ends.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IAsyncStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        _connected.TrySetResult();
        var writing = WriteAsync(outgoing, cancellationToken);
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                Take(incoming.Current);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or RpcException)
        {
            // The worker has exited or sent an invalid message; in both cases the stream has ended.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            _replies.Writer.TryComplete();

            // In this order: whoever sees an invocation fail must not find the worker connected.
            _ended.TrySetResult();
            Invocations.Close();
            await writing;
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                Invocations.Complete(message.InvocationResponse);
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                log.Write(message.RpcLog);
                break;
            default:
                _replies.Writer.TryWrite(message);
                break;
        }
    }

    private async Task WriteAsync(IAsyncStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await outgoing.WriteAsync(message, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException or RpcException)
        {
            // The read loop ends as well and completes all pending waits.
        }
    }
}
