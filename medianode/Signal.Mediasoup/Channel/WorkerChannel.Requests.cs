using FBS.Request;
using FBS.Response;
using Google.FlatBuffers;

namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    /// <summary>
    /// Sends a request.
    /// </summary>
    /// <param name="method">The request method.</param>
    /// <param name="handlerId">The id of the target object; null for the worker itself.</param>
    /// <param name="bodyType">The union type of the body.</param>
    /// <param name="state">The state that is passed to <paramref name="write"/> and <paramref name="read"/>.</param>
    /// <param name="write">Writes the body and returns its offset, if there is one. Runs before this method returns.</param>
    /// <param name="read">Reads the answer, on the reader's thread.</param>
    /// <param name="cancellationToken">Cancels waiting. The worker still executes the request.</param>
    /// <exception cref="RequestTimeoutException">The worker did not answer in time.</exception>
    public Task<TResult> RequestAsync<TState, TResult>(
        Method method,
        string? handlerId,
        FBS.Request.Body bodyType,
        TState state,
        Func<FlatBufferBuilder, TState, int>? write,
        Func<Response, TState, TResult>? read,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var request = new PendingRequest<TState, TResult>(method, handlerId, state, read) { Deadline = Deadline() };
        request.CancelWith(cancellationToken);
        try
        {
            if (!Send(request, handlerId, bodyType, state, write))
            {
                request.Fail(Gone());
                request.Execute();
            }
        }
        catch
        {
            request.Forget();
            throw;
        }

        return request.Task;
    }

    /// <summary>Sends a request without a body.</summary>
    public Task<TResult> RequestAsync<TResult>(
        Method method, string? handlerId, Func<Response, TResult> read, CancellationToken cancellationToken) =>
        RequestAsync(method, handlerId, FBS.Request.Body.NONE, read, null, static (response, read) => read(response), cancellationToken);

    /// <summary>Sends a request without a body and without an answer body.</summary>
    public Task RequestAsync(Method method, string? handlerId, CancellationToken cancellationToken) =>
        RequestAsync<int, bool>(method, handlerId, FBS.Request.Body.NONE, 0, null, null, cancellationToken);

    /// <summary>Sends a request without an answer body.</summary>
    public Task RequestAsync<TState>(
        Method method,
        string? handlerId,
        FBS.Request.Body bodyType,
        TState state,
        Func<FlatBufferBuilder, TState, int> write,
        CancellationToken cancellationToken) =>
        RequestAsync<TState, bool>(method, handlerId, bodyType, state, write, null, cancellationToken);

    /// <summary>Sends a request whose answer is ignored. Does nothing if the channel is closed.</summary>
    public IgnoredAnswer Post<TState>(
        Method method, string? handlerId, FBS.Request.Body bodyType, TState state, Func<FlatBufferBuilder, TState, int>? write)
    {
        var request = new IgnoredAnswer(method);
        Send(request, handlerId, bodyType, state, write);
        return request;
    }

    private bool Send<TState>(
        IPendingRequest request,
        string? handlerId,
        FBS.Request.Body bodyType,
        TState state,
        Func<FlatBufferBuilder, TState, int>? write)
    {
        var id = _pending.Add(request);
        if (id == 0)
        {
            return false;
        }

        var builder = Builders.Rent();
        try
        {
            var handler = builder.CreateString(handlerId ?? string.Empty);
            var body = write?.Invoke(builder, state) ?? 0;
            var offset = Request.CreateRequest(builder, id, request.Method, handler, body == 0 ? FBS.Request.Body.NONE : bodyType, body);
            var message = FBS.Message.Message.CreateMessage(builder, FBS.Message.Body.Request, offset.Value);
            builder.FinishSizePrefixed(message.Value);
            Write(Builders.Frame(builder), request.Method);
            return true;
        }
        catch
        {
            _pending.Take(id);
            throw;
        }
        finally
        {
            Builders.Return(builder);
        }
    }

    private WorkerGoneException Gone() => _gone is { } gone ? gone.With(gone.Message) : new WorkerGoneException("The worker is closed.");
}
