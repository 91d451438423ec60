using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>One request on its way through an <see cref="Endpoint"/>.</summary>
public sealed class CallContext
{
    private readonly Caller? _caller;
    private readonly int _maxBodyBytes;

    internal CallContext(HttpRequest request, Caller? caller, DateTimeOffset now, int maxBodyBytes, CancellationToken cancellationToken)
    {
        Request = request;
        _caller = caller;
        Now = now;
        _maxBodyBytes = maxBodyBytes;
        Cancelled = cancellationToken;
    }

    /// <summary>The request.</summary>
    public HttpRequest Request { get; }

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The route is open to anybody.</exception>
    public Caller Caller => _caller ?? throw new InvalidOperationException("The route is anonymous.");

    /// <summary>The id of the service that calls.</summary>
    public string ServiceId => Caller.ServiceId;

    /// <summary>When the request came.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Fires when the client is gone or the host stops.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>Reads the body as JSON (<see cref="ApiJson"/>).</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public async Task<T> ReadJsonAsync<T>() => ParseJson<T>(await ReadBytesAsync());

    /// <summary>Takes a body that was read as JSON (<see cref="ApiJson"/>).</summary>
    /// <exception cref="ProblemException">400 or 415.</exception>
    public T ParseJson<T>(ReadOnlyMemory<byte> body, string mediaType = "application/json")
    {
        RequestBody.RequireMediaType(Request, mediaType);
        return RequestBody.Parse<T>(body, ApiJson.Options);
    }

    /// <summary>Takes a body that was read as a JSON object.</summary>
    /// <exception cref="ProblemException">400 or 415.</exception>
    public JsonObject ParseObject(ReadOnlyMemory<byte> body, string mediaType = "application/json")
    {
        RequestBody.RequireMediaType(Request, mediaType);
        return RequestBody.ParseObject(body);
    }

    /// <summary>Reads the body, up to the largest size.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public Task<ReadOnlyMemory<byte>> ReadBytesAsync() => RequestBody.ReadAsync(Request, _maxBodyBytes, Cancelled);

    /// <summary>Waits until the credentials are known to be fresh. Call before the first write; the endpoint does it for all but reads.</summary>
    /// <exception cref="ProblemException">401: a replay.</exception>
    public async Task ConfirmCallerAsync()
    {
        if (_caller is not null && !await _caller.IsFresh)
        {
            throw Problems.Unauthorized().AsException();
        }
    }
}
