using System.Buffers.Binary;
using System.Numerics;
using FBS.Message;
using FBS.Notification;
using FBS.Response;
using Google.FlatBuffers;

namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    private const int PrefixLength = 4;

    // A message is at least a root offset, a vtable and a table.
    private const int MinMessageLength = 16;

    private byte[] _received = new byte[64 * 1024];
    private ByteBuffer? _view;
    private int _receivedLength;

    private void ReadLoop(int turn)
    {
        try
        {
            while (true)
            {
                var read = _pipes.Read(_received.AsSpan(_receivedLength));
                if (read == 0)
                {
                    End("The worker has closed its channel.");
                    return;
                }

                _receivedLength += read;
                var needed = Dispatch(_view ??= new ByteBuffer(_received), _received, ref _receivedLength);
                if (needed > _received.Length)
                {
                    Array.Resize(ref _received, (int)BitOperations.RoundUpToPowerOf2((uint)needed));
                    _view = null;
                }

                if (_answered is { } request && !CompleteAnswered(request, ref turn))
                {
                    // Another thread has become the reader.
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            End("The worker's channel cannot be read.", exception);
        }
        catch (Exception exception)
        {
            LogInvalidMessage(exception);
            End("The worker sent an invalid channel message.", exception);
        }
    }

    // Handles all complete messages, moves the remaining bytes to the start, and returns the length of the incomplete message.
    private int Dispatch(ByteBuffer view, byte[] buffer, ref int length)
    {
        var start = 0;
        var needed = 0;
        while (length - start >= PrefixLength)
        {
            var messageLength = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start));
            if (messageLength is < MinMessageLength or > MaxMessageLength)
            {
                throw new InvalidDataException($"Invalid message length: {messageLength} bytes.");
            }

            needed = PrefixLength + (int)messageLength;
            if (length - start < needed)
            {
                break;
            }

            view.Position = start + PrefixLength;
            Handle(view, (int)messageLength);
            start += needed;
            needed = 0;
        }

        length -= start;
        if (start > 0 && length > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, length);
        }

        return needed;
    }

    private void Handle(ByteBuffer view, int length)
    {
        var root = view.GetInt(view.Position);
        if (root < sizeof(int) || root > length - sizeof(int))
        {
            throw new InvalidDataException("The message has no root table.");
        }

        var message = Message.GetRootAsMessage(view);
        switch (message.DataType)
        {
            case FBS.Message.Body.Response:
                HandleResponse(message.DataAsResponse());
                break;
            case FBS.Message.Body.Notification:
                HandleNotification(message.DataAsNotification());
                break;
            case FBS.Message.Body.Log:
                HandleLog(message.DataAsLog().Data);
                break;
            default:
                throw new InvalidDataException($"Unknown message type {message.DataType}.");
        }
    }

    private void HandleResponse(Response response)
    {
        if (_pending.Take(response.Id) is not { } request)
        {
            if (_gone is null)
            {
                throw new InvalidDataException($"Answer to unknown request {response.Id}.");
            }

            return;
        }

        if (response.Accepted)
        {
            try
            {
                request.Read(response);
            }
            catch (Exception exception)
            {
                Complete(request, new WorkerGoneException($"The answer to {request.Method} cannot be read.", exception));
                throw;
            }

            Complete(request, null);
        }
        else
        {
            Complete(
                request,
                new RequestRejectedException(request.Method.ToString(), response.Error ?? "Error", response.Reason ?? string.Empty));
        }
    }

    private void Complete(IPendingRequest request, Exception? exception)
    {
        if (exception is not null)
        {
            request.Fail(exception);
        }

        if (request is IgnoredAnswer)
        {
            return;
        }

        if (_answered is null)
        {
            _answered = request;
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: false);
        }
    }

    private void HandleNotification(Notification notification)
    {
        if (notification.Event == Event.WORKER_RUNNING)
        {
            _running.TrySetResult();
            return;
        }

        // No object: it was closed while the notification was in transit.
        if (notification.GetHandlerIdBytes() is { } handlerId && _objectsByUtf8.TryGetValue(handlerId, out var target))
        {
            target.OnNotification(notification.Event, notification);
        }
    }
}
