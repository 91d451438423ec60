using System.Text.Json;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Links;

/// <summary>The requests that this node sends over the link.</summary>
internal sealed partial class Link
{
    private readonly Dictionary<long, TaskCompletionSource<JsonElement>> _pending = [];
    private long _lastSent;

    /// <summary>Sends a request and returns the answer.</summary>
    /// <exception cref="SignalException">The other node has refused the request.</exception>
    /// <exception cref="LinkUnavailableException">
    /// The link ended, or no answer arrived within <see cref="NodeLinkOptions.RequestTimeout"/>: the other node may or may not have acted.
    /// </exception>
    public async Task<TAnswer> RequestAsync<TRequest, TAnswer>(
        LinkMethod<TRequest, TAnswer> method, TRequest request, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            var answer = await ExchangeAsync(method, request, cancellationToken);
            _metrics.RequestDone(method.Name, _time.GetElapsedTime(startedAt), error: null);
            return answer;
        }
        catch (SignalException refusal)
        {
            _metrics.RequestDone(method.Name, _time.GetElapsedTime(startedAt), refusal.Code);
            throw;
        }
        catch (LinkUnavailableException)
        {
            _metrics.RequestFailed(method.Name, _time.GetElapsedTime(startedAt));
            throw;
        }
    }

    private async Task<TAnswer> ExchangeAsync<TRequest, TAnswer>(
        LinkMethod<TRequest, TAnswer> method, TRequest request, CancellationToken cancellationToken)
    {
        using var lease = TryHold() ?? throw HasEnded();
        var body = JsonSerializer.SerializeToElement(request, method.Request);
        var (id, pending) = Send(method.Name, body);
        try
        {
            var answer = await pending.Task.WaitAsync(_options.RequestTimeout, _time, cancellationToken);
            return answer.Deserialize(method.Answer) ?? throw new LinkProtocolException("result is null");
        }
        catch (TimeoutException error)
        {
            throw new LinkUnavailableException("no answer in time", error);
        }
        catch (Exception error) when (error is JsonException or LinkProtocolException)
        {
            Abort("malformed result");
            throw new LinkUnavailableException("malformed result", error);
        }
        finally
        {
            lock (_lock)
            {
                _pending.Remove(id);
            }
        }
    }

    private (long Id, TaskCompletionSource<JsonElement> Pending) Send(string method, JsonElement body)
    {
        var pending = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_ending)
            {
                throw HasEnded();
            }

            var frame = Encode(new LinkFrame { Id = _lastSent + 1, Method = method, Body = body });
            _pending.Add(++_lastSent, pending);
            Enqueue(frame);
            return (_lastSent, pending);
        }
    }

    private void OnAnswer(long id, LinkFrame frame)
    {
        TaskCompletionSource<JsonElement>? pending;
        lock (_lock)
        {
            if (id < 1 || id > _lastSent)
            {
                throw new LinkProtocolException("answer to no request");
            }

            // One that has timed out is no longer there.
            _pending.Remove(id, out pending);
        }

        if (frame.Error is { } error)
        {
            pending?.TrySetException(new SignalException(error.Code, error.Message));
        }
        else
        {
            pending?.TrySetResult(frame.Body ?? throw new LinkProtocolException("answer without a result"));
        }
    }

    private void FailRequests()
    {
        List<TaskCompletionSource<JsonElement>> pending;
        lock (_lock)
        {
            pending = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (var request in pending)
        {
            request.TrySetException(HasEnded());
        }
    }

    private LinkUnavailableException HasEnded() => new($"The link with node {Remote} has ended: {_reason}");
}
