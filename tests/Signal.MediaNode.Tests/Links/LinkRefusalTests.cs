using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Links;

/// <summary>Only the nodes that the control plane has published can open links, and each only for itself.</summary>
public sealed class LinkRefusalTests : IAsyncLifetime
{
    private readonly Stranger _known = new("known");
    private readonly Stranger _unknown = new("unknown");
    private KeyPublisher _publisher = null!;
    private NodeHost _node = null!;

    public async ValueTask InitializeAsync()
    {
        _publisher = await KeyPublisher.StartAsync();
        _publisher.Publish(_known.Key);
        _node = await _publisher.StartNodeAsync("node");
    }

    public static TheoryData<string> BadTokens =>
    [
        "none", "garbage", "unknown node", "key of another node", "no key id", "odd key id", "expired", "not yet", "lives too long", "endless",
        "for another node", "for another process", "as another node", "wrong type", "room token", "unsigned", "without id", "used", "too long",
    ];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_without_a_reason(string flaw)
    {
        var token = await MakeAsync(flaw);

        var refusals = new List<Stranger.RefusedException>();
        for (var i = 0; i < 5; i++)
        {
            refusals.Add(await Assert.ThrowsAsync<Stranger.RefusedException>(() => Stranger.OpenAsync(_node, token)));
        }

        Assert.All(refusals, refusal => Assert.Equal((int)HttpStatusCode.Unauthorized, refusal.Status));
        Assert.Single(_node.Logged, line => line.Message.StartsWith("Refused link", StringComparison.Ordinal));
        using var good = await Stranger.OpenAsync(_node, _known.Token(_node));
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<Stranger.RefusedException>(() => Stranger.OpenAsync(_node, _known.Token(_node), "signal-link.1"));
        Assert.Equal((int)HttpStatusCode.BadRequest, refusal.Status);

        _publisher.Publish(_known.Key with { Version = LinkProtocol.Version + 1 });
        await Assert.ThrowsAsync<LinkUnavailableException>(() => LinkPair.LinksOf(_node).OpenAsync(new NodeInstance("known", 1), default));
    }

    [Fact]
    public async Task A_plain_request_is_refused()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _known.Token(_node));

        using var answer = await http.GetAsync("/link", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_node_without_links_has_no_endpoint_and_reports_no_key()
    {
        await using var node = await NodeHost.StartAsync();

        var refusal = await Assert.ThrowsAsync<Stranger.RefusedException>(() => Stranger.OpenAsync(node, _known.Token(node)));

        Assert.Equal((int)HttpStatusCode.NotFound, refusal.Status);
        Assert.Null(node.Services.GetRequiredService<LinkKey>().Report);
        await Assert.ThrowsAsync<LinkUnavailableException>(() => LinkPair.LinksOf(node).OpenAsync(new NodeInstance("known", 1), default));
    }

    [Fact]
    public async Task A_server_in_the_place_of_a_node_is_not_trusted()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        await using var impostor = builder.Build();
        impostor.UseWebSockets();
        impostor.Map("/link", async context =>
        {
            var forged = _unknown.Token(_node, token => token.TokenType = "link-accept+jwt", keyId: "known:1");
            context.Response.Headers[LinkProtocol.TokenHeader] = forged;
            await context.WebSockets.AcceptWebSocketAsync(LinkProtocol.Subprotocol);
        });
        await impostor.StartAsync(TestContext.Current.CancellationToken);
        var address = impostor.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _publisher.Publish(_known.Key with { Url = address + "/link" });
        await using var node = await _publisher.StartNodeAsync("victim");

        await Assert.ThrowsAsync<LinkUnavailableException>(() => LinkPair.LinksOf(node).OpenAsync(new NodeInstance("known", 1), default));

        Assert.Equal(0, LinkPair.LinksOf(node).Count);
    }

    [Fact]
    public async Task Strangers_do_not_make_the_node_fetch_keys_again_and_again()
    {
        await using var node = await _publisher.StartNodeAsync("patient", ("ControlPlane:MinimumRefreshInterval", "00:10:00"));
        var before = _publisher.Fetches;

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<Stranger.RefusedException>(() => Stranger.OpenAsync(node, _unknown.Token(node)));
        }

        Assert.InRange(_publisher.Fetches, before, before + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _publisher.DisposeAsync();
        _known.Dispose();
        _unknown.Dispose();
    }

    private async Task<string?> MakeAsync(string flaw)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        switch (flaw)
        {
            case "none":
                return null;
            case "garbage":
                return "a.b.c";
            case "unknown node":
                return _unknown.Token(_node);
            case "key of another node":
                return _unknown.Token(_node, token => token.Claims["sub"] = "known", keyId: "known:1");
            case "no key id":
                return _known.Token(_node, keyId: "");
            case "odd key id":
                return _known.Token(_node, keyId: "known:one");
            case "expired":
                return _known.Token(_node, token => (token.IssuedAt, token.Expires) = (now.AddMinutes(-2), now.AddMinutes(-1)));
            case "not yet":
                return _known.Token(_node, token => (token.IssuedAt, token.Expires) = (now.AddMinutes(1), now.AddMinutes(2)));
            case "lives too long":
                return _known.Token(_node, token => token.Expires = now.AddHours(1));
            case "endless":
                return _known.Token(_node, token => token.Expires = null);
            case "for another node":
                return _known.Token(_node, token => token.Audience = $"other:{_node.Identity.Epoch}");
            case "for another process":
                return _known.Token(_node, token => token.Audience = $"node:{_node.Identity.Epoch - 1}");
            case "as another node":
                return _known.Token(_node, token => token.Claims["sub"] = "node");
            case "wrong type":
                return _known.Token(_node, token => token.TokenType = "link-accept+jwt");
            case "room token":
                return _publisher.Mint.Mint(_node.Spec());
            case "unsigned":
                return _known.Token(_node, token => token.SigningCredentials = null);
            case "without id":
                return _known.Token(_node, token => token.Claims.Remove("jti"));
            case "used":
                var used = _known.Token(_node);
                using (await Stranger.OpenAsync(_node, used))
                {
                    return used;
                }

            default:
                return new string('x', 10_000);
        }
    }
}
