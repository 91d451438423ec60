using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Signal.Testing;

/// <summary>Accepts telemetry as the ingestion endpoint of Application Insights does: lines of JSON, compressed, at <c>/v2.1/track</c>.</summary>
public sealed class IngestionEndpoint : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _received = new();
    private readonly WebApplication _app;

    private IngestionEndpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v2.1/track", TakeAsync);
    }

    /// <summary>The connection string of this endpoint.</summary>
    public string ConnectionString => $"InstrumentationKey={Guid.Empty};IngestionEndpoint={_app.Urls.First()}/;LiveEndpoint={_app.Urls.First()}/";

    /// <summary>Starts it on a free port.</summary>
    public static async Task<IngestionEndpoint> StartAsync()
    {
        var endpoint = new IngestionEndpoint();
        await endpoint._app.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    /// <summary>Waits until telemetry that contains the text has arrived.</summary>
    public Task ReceivesAsync(string text) => Eventually.TrueAsync(() => HasReceived(text), TestContext.Current.CancellationToken, text);

    /// <summary>Whether telemetry that contains the text has arrived.</summary>
    public bool HasReceived(string text) => _received.Any(body => body.Contains(text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        var text = await new StreamReader(body).ReadToEndAsync();
        _received.Enqueue(text);
        var items = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return Results.Json(new { itemsReceived = items, itemsAccepted = items, errors = Array.Empty<object>() });
    }
}
