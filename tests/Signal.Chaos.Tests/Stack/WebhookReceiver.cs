using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Signal.Chaos.Tests.Truth;
using Signal.Testing;

namespace Signal.Chaos.Tests.Stack;

/// <summary>The application's receiver of webhooks: a real HTTP server that stores accepted deliveries, and refuses on request.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebhookLog _log;

    private WebhookReceiver(WebApplication app, WebhookLog log, string url) => (_app, _log, Url) = (app, log, url);

    public string Url { get; }

    /// <summary>Answers 500 while true.</summary>
    public bool Refuses { get; set; }

    public static async Task<WebhookReceiver> StartAsync(WebhookLog log)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app, log, $"http://127.0.0.1:{port}/hook");
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        if (Refuses)
        {
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        _log.Add(WebhookRecord.Of(body.RootElement));
        return Results.NoContent();
    }
}
