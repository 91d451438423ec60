using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signal.Deployment.Tests.Azure;

/// <summary>A machine's metadata service and a key vault, as documented by Azure: requests without the header are refused.</summary>
internal sealed class MetadataService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<string> _approved = Channel.CreateUnbounded<string>();

    private MetadataService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/metadata/instance/compute/name", (HttpRequest request) => Answer(request, () => Results.Text("nodes_7f3a")));
        _app.MapGet("/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress", (HttpRequest request) =>
            Answer(request, () => Results.Text(BehindLoadBalancer ? "" : "203.0.113.37")));
        _app.MapGet("/metadata/loadbalancer", (HttpRequest request) => Answer(request, () => BehindLoadBalancer
            ? Results.Json(new { loadbalancer = new { publicIpAddresses = new[] { new { frontendIpAddress = "203.0.113.37", privateIpAddress = "10.40.0.4" } } } })
            : Results.NotFound("No load balancer metadata is found")));
        _app.MapGet("/metadata/identity/oauth2/token", (HttpRequest request) => Answer(request, () =>
            request.Query["resource"] == "https://vault.azure.net" && request.Query["client_id"] == "identity"
            ? Results.Json(new { access_token = "pass" })
            : Results.BadRequest()));
        _app.MapGet("/secrets/nodes", (HttpRequest request) => request.Headers.Authorization == "Bearer pass" && request.Query.ContainsKey("api-version")
            ? Results.Json(new { value = Secret, contentType = SecretType })
            : Results.Unauthorized());
        _app.MapGet("/metadata/scheduledevents", (HttpRequest request) => Answer(request, () => Results.Json(
            new { DocumentIncarnation = 1, Events }, options: new() { PropertyNamingPolicy = null })));
        _app.MapPost("/metadata/scheduledevents", (HttpRequest request) => Answer(request, () =>
        {
            _approved.Writer.TryWrite(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult());
            return Results.Ok();
        }));
    }

    public string Url => _app.Urls.First();

    /// <summary>Whether the machine is in the pool of a load balancer, which has its public address.</summary>
    public bool BehindLoadBalancer { get; set; }

    /// <summary>The value of the certificate's secret.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Its content type.</summary>
    public string SecretType { get; set; } = "application/x-pem-file";

    /// <summary>The scheduled events.</summary>
    public object[] Events { get; set; } = [];

    public static async Task<MetadataService> StartAsync()
    {
        var service = new MetadataService();
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>Waits for the next approval of an event.</summary>
    public ValueTask<string> ApprovedAsync() => _approved.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Answer(HttpRequest request, Func<IResult> answer) => request.Headers["Metadata"] == "true" ? answer() : Results.BadRequest();
}
