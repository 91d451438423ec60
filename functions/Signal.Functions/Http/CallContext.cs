using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>The context of one HTTP request.</summary>
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

    /// <summary>The authenticated caller.</summary>
    /// <exception cref="InvalidOperationException">The route is anonymous.</exception>
    public Caller Caller => _caller ?? throw new InvalidOperationException("The route is anonymous.");

    /// <summary>The id of the calling service.</summary>
    public string ServiceId => Caller.ServiceId;

    /// <summary>The service that owns the resource: the one that the query <c>serviceId</c> names, or else the calling service.</summary>
    /// <exception cref="ProblemException">400: not valid. 403: another service than the caller's, and the caller is not the superservice.</exception>
    public string GetOwner()
    {
        if (!Request.Query.TryGetValue("serviceId", out var given))
        {
            return ServiceId;
        }

        var owner = given is [{ Length: > 0 } only] ? only : throw Problems.BadRequest("serviceId must be absent, or sent once and not empty.").AsException();
        return owner == ServiceId || Caller.IsSuperservice ? owner : throw Problems.Forbidden().AsException();
    }

    /// <summary>When the request was received.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Cancelled when the client disconnects or the host stops.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>Reads the body as JSON (<see cref="ApiJson"/>).</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public async Task<T> ReadJsonAsync<T>() => ParseJson<T>(await ReadBytesAsync());

    /// <summary>Parses a body that was already read as JSON (<see cref="ApiJson"/>).</summary>
    /// <exception cref="ProblemException">400 or 415.</exception>
    public T ParseJson<T>(ReadOnlyMemory<byte> body, string mediaType = "application/json")
    {
        RequestBody.RequireMediaType(Request, mediaType);
        return RequestBody.Parse<T>(body, ApiJson.Options);
    }

    /// <summary>Parses a body that was already read as a JSON object.</summary>
    /// <exception cref="ProblemException">400 or 415.</exception>
    public JsonObject ParseObject(ReadOnlyMemory<byte> body, string mediaType = "application/json")
    {
        RequestBody.RequireMediaType(Request, mediaType);
        return RequestBody.ParseObject(body);
    }

    /// <summary>Reads the body as a JSON merge patch (RFC 7396).</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public async Task<JsonObject> ReadPatchAsync() =>
        ParseObject(await ReadBytesAsync(), RequestBody.MediaTypeOf(Request, "application/merge-patch+json", "application/json"));

    /// <summary>Reads the body, up to <see cref="HttpOptions.MaxBodyBytes"/>.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public Task<ReadOnlyMemory<byte>> ReadBytesAsync() => RequestBody.ReadAsync(Request, _maxBodyBytes, Cancelled);

    /// <summary>Waits until the replay check of the credentials has completed. Must be called before the first write.</summary>
    /// <exception cref="ProblemException">401: a replay.</exception>
    public async Task ConfirmCallerAsync()
    {
        if (_caller is not null && !await _caller.IsFresh)
        {
            throw Problems.Unauthorized().AsException();
        }
    }
}
