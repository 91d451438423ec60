using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Links;

/// <summary>The messages of the other node.</summary>
internal sealed partial class Link
{
    private const int ReadBytes = 16 * 1024;

    private long _lastReceived;
    private int _inProgress;

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(ReadBytes);
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.GetMemory(ReadBytes), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            buffer.Advance(read.Count);
            _metrics.BytesReceived(read.Count);
            if (read.MessageType != WebSocketMessageType.Text)
            {
                throw new LinkProtocolException("message is not text");
            }

            if (buffer.WrittenCount > _options.MaxMessageBytes)
            {
                throw new LinkProtocolException("message is too large");
            }

            if (read.EndOfMessage)
            {
                OnMessage(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }
    }

    private void OnMessage(ReadOnlySpan<byte> message)
    {
        LinkFrame? frame;
        try
        {
            frame = JsonSerializer.Deserialize(message, Frame);
        }
        catch (JsonException error)
        {
            throw new LinkProtocolException("malformed message", error);
        }

        switch (frame)
        {
            case { Id: { } id, Method: { } method, Body: { } body }:
                OnRequest(id, method, body);
                break;
            case { Id: { } id, Method: null }:
                OnAnswer(id, frame);
                break;
            case { Id: null, Method: { } method, Body: { } body }:
                _handlers.Notify(this, method, body);
                break;
            default:
                throw new LinkProtocolException("malformed message");
        }
    }

    private void OnRequest(long id, string method, JsonElement body)
    {
        if (id != ++_lastReceived)
        {
            throw new LinkProtocolException("request out of order");
        }

        if (Interlocked.Increment(ref _inProgress) > _options.ConcurrentRequests)
        {
            Interlocked.Decrement(ref _inProgress);
            Refuse(id, SignalErrorCode.RateLimited, "The node is processing too many requests.");
            return;
        }

        _ = AnswerAsync(id, method, body);
    }

    private async Task AnswerAsync(long id, string method, JsonElement body)
    {
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, Closed);
        try
        {
            Answer(new LinkFrame { Id = id, Body = await _handlers.RequestAsync(this, method, body, linked.Token) });
        }
        catch (SignalException error)
        {
            Refuse(id, error.Code, error.Message);
        }
        catch (LinkProtocolException error)
        {
            Abort(error.Message);
        }
        catch (Exception error)
        {
            if (!linked.IsCancellationRequested)
            {
                LogRequestFailed(error, method, Remote);
            }

            Refuse(id, SignalErrorCode.Internal, "The request failed.");
        }
        finally
        {
            Interlocked.Decrement(ref _inProgress);
        }
    }

    private void Refuse(long id, SignalErrorCode code, string message) => Answer(new LinkFrame { Id = id, Error = new LinkError(code, message) });

    private void Answer(LinkFrame frame)
    {
        var encoded = Encode(frame);
        lock (_lock)
        {
            Enqueue(encoded);
        }
    }

    [LoggerMessage(EventIds.LinkRequestFailed, LogLevel.Error, "Request {Method} of node {Node} failed")]
    private partial void LogRequestFailed(Exception error, string method, NodeInstance node);
}
