using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Signal.Admin.Tests;

/// <summary>Against a server that refuses at first: which requests the client repeats, and with which credentials.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private readonly List<(string Credential, string? IdempotencyKey)> _seen = [];
    private readonly HttpClient _http = new();
    private WebApplication? _server;
    private int _refusals;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context =>
        {
            _seen.Add((context.Request.Headers.Authorization.ToString(), context.Request.Headers["Idempotency-Key"]));
            if (_refusals-- > 0)
            {
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "0";
                return;
            }

            await context.Response.WriteAsync("""{"id":"r","name":"n","createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z"}""");
        });
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_refused_creation_is_repeated_with_the_same_key_and_a_new_credential()
    {
        _refusals = 2;

        var room = await Client().Rooms.CreateAsync(new RoomSpec { Name = "n" });

        Assert.Equal("r", room.Id);
        Assert.Equal(3, _seen.Select(s => s.Credential).Distinct().Count());
        Assert.Single(_seen.Select(s => s.IdempotencyKey).Distinct());
        Assert.NotNull(_seen[0].IdempotencyKey);
    }

    [Fact]
    public async Task After_the_last_retry_the_refusal_is_reported()
    {
        _refusals = 10;

        var refused = await Assert.ThrowsAsync<AdminException>(() => Client().Rooms.GetAsync("r"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(4, _seen.Count);
    }

    [Fact]
    public async Task Non_idempotent_requests_are_not_repeated()
    {
        _refusals = 1;

        await Assert.ThrowsAsync<AdminException>(() => Client().Services.RotateKeyAsync("s"));

        Assert.Single(_seen);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _http.Dispose();
    }

    private AdminClient Client() => new(_http, new AdminClientOptions { Address = new Uri(_server!.Urls.First()), ServiceId = "s", Key = "k" });
}
