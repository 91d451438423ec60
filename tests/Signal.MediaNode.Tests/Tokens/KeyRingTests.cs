using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Tests.Tokens;

/// <summary>Keys come from the control plane, over HTTP, and follow it when it rotates them.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly TokenMint _old = new("old");
    private readonly TokenMint _new = new("new");
    private readonly SemaphoreSlim _asked = new(0);
    private WebApplication _controlPlane = null!;
    private string _jwks = "";
    private bool _away;
    private int _fetches;
    private Task _held = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        _controlPlane = builder.Build();
        _controlPlane.MapGet("/.well-known/jwks.json", async () =>
        {
            Interlocked.Increment(ref _fetches);
            _asked.Release();
            await _held;
            return _away ? Results.StatusCode(503) : Results.Content(_jwks, "application/json");
        });
        await _controlPlane.StartAsync();
        _jwks = _old.Jwks;
    }

    [Fact]
    public async Task A_token_signed_with_a_new_key_makes_the_node_fetch_it()
    {
        await using var node = await StartAsync("00:00:00.001");
        await using var first = await TestClient.ConnectAsync(node.Url, _old.Mint(node.Spec()));
        _jwks = _new.Jwks;

        await using var second = await TestClient.ConnectAsync(node.Url, _new.Mint(node.Spec()));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(node.Url, _old.Mint(node.Spec())));
    }

    [Fact]
    public async Task Unknown_key_ids_do_not_make_the_node_fetch_again_and_again()
    {
        await using var node = await StartAsync("00:10:00");
        await using var first = await TestClient.ConnectAsync(node.Url, _old.Mint(node.Spec()));
        var before = _fetches;

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(node.Url, _new.Mint(node.Spec())));
        }

        Assert.Equal(before, _fetches);
    }

    [Fact]
    public async Task Known_keys_stay_valid_while_the_control_plane_is_unavailable()
    {
        await using var node = await StartAsync("00:00:00.001");
        await using var first = await TestClient.ConnectAsync(node.Url, _old.Mint(node.Spec()));
        _away = true;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TestClient.ConnectAsync(node.Url, _new.Mint(node.Spec())));

        await using var second = await TestClient.ConnectAsync(node.Url, _old.Mint(node.Spec()));

        Assert.Equal(node.Identity.Id, second.Welcome.GetProperty("nodeId").GetString());
    }

    [Fact]
    public async Task A_new_key_is_fetched_once_for_all_who_wait_for_it()
    {
        var time = new FakeTimeProvider();
        using var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var ring = Ring(clients, time);
        Assert.NotNull(await ring.FindAsync("old", TestContext.Current.CancellationToken));
        _jwks = _new.Jwks;
        time.Advance(new TokenOptions().MinimumRefreshInterval);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = held.Task;
        var asking = Enumerable.Range(0, 10).Select(_ => ring.FindAsync("new", TestContext.Current.CancellationToken)).ToArray();
        held.SetResult();

        Assert.All(await Task.WhenAll(asking), Assert.NotNull);
        Assert.NotNull(await ring.FindAsync("new", TestContext.Current.CancellationToken));
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_cancelled_request_does_not_cancel_the_fetch()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = held.Task;
        using var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var ring = Ring(clients, new FakeTimeProvider());
        using var given = new CancellationTokenSource();
        var asking = ring.FindAsync("old", given.Token);
        await _asked.WaitAsync(TestContext.Current.CancellationToken);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        held.SetResult();

        Assert.NotNull(await ring.FindAsync("old", TestContext.Current.CancellationToken));
        Assert.Equal(1, _fetches);
    }

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        _asked.Dispose();
        _old.Dispose();
        _new.Dispose();
    }

    private string Address => _controlPlane.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private KeyRing Ring(IServiceProvider clients, TimeProvider time)
    {
        var options = new TokenOptions { Url = Address };
        return new KeyRing(new KeySource(options, clients.GetRequiredService<IHttpClientFactory>()), options, time, NullLogger<KeyRing>.Instance);
    }

    private Task<NodeHost> StartAsync(string minimumRefreshInterval) =>
        NodeHost.StartAsync(("ControlPlane:Jwks", ""), ("ControlPlane:Url", Address), ("ControlPlane:MinimumRefreshInterval", minimumRefreshInterval));
}
