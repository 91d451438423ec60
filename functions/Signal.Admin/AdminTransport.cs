using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Signal.Admin;

/// <summary>Sends requests, each with a new credential, and retries repeatable requests after 429 and 503 responses.</summary>
internal sealed class AdminTransport(HttpClient http, AdminClientOptions options, TimeProvider time)
{
    private readonly ServiceCredential _credential = new(options.ServiceId, options.Key, options.KeyId, time);

    public async Task<T> SendAsync<T>(AdminRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, mayBeRepeated: request.IsRepeatable, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var value = await JsonSerializer.DeserializeAsync(body, AdminJson.Of<T>(), cancellationToken)
            ?? throw new JsonException("The response body of the control plane is null.");
        return value is IVersioned versioned && response.Headers.ETag is { } etag ? (T)versioned.WithETag(etag.ToString()) : value;
    }

    public async Task SendAsync(AdminRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, mayBeRepeated: request.IsRepeatable, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(AdminRequest request, bool mayBeRepeated, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var message = ToMessage(request);
            // With its body, so that the timeout of the client covers a server that stops in the middle of it.
            var response = await http.SendAsync(message, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var isLater = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
                if (!isLater || !mayBeRepeated || attempt == options.MaxRetries)
                {
                    throw new AdminException(response.StatusCode, await Problem.ReadAsync(response, "The control plane", cancellationToken));
                }

                var delay = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
                await Task.Delay(delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay, time, cancellationToken);
            }
        }
    }

    private HttpRequestMessage ToMessage(AdminRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(options.Address, request.Path));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _credential.Sign());
        if (request.IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", request.IfMatch);
        }

        if (request.IdempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", request.IdempotencyKey);
        }

        if (request.Body is not null)
        {
            var content = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(request.Body, AdminJson.Of(request.Body.GetType())));
            var mediaType = request.Method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
            content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            message.Content = content;
        }

        return message;
    }
}

/// <summary>A request to the admin API.</summary>
internal sealed record AdminRequest(HttpMethod Method, string Path)
{
    public object? Body { get; init; }

    public string? IfMatch { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// True when the request is safe to send again although it may already have been executed. A creation is with an idempotency key;
    /// minting a token is, since an unused token has no effect.
    /// </summary>
    public bool IsRepeatable { get; init; } = true;
}

/// <summary>A resource with an ETag.</summary>
internal interface IVersioned
{
    object WithETag(string etag);
}
