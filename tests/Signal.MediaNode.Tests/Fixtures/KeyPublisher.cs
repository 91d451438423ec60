using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Links;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The control plane's documents of public keys: those of tokens, and those of the nodes that a test has published.</summary>
public sealed class KeyPublisher : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, NodeKey> _nodes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _fetches;

    private KeyPublisher(WebApplication app) => _app = app;

    /// <summary>Signs tokens for all nodes.</summary>
    public TokenMint Mint { get; } = new();

    /// <summary>How often the keys of the nodes were fetched.</summary>
    public int Fetches => _fetches;

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<KeyPublisher> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        var publisher = new KeyPublisher(builder.Build());
        publisher._app.MapGet("/.well-known/jwks.json", () => Results.Content(publisher.Mint.Jwks, "application/json"));
        publisher._app.MapGet("/" + NodeKeySet.Path, () =>
        {
            Interlocked.Increment(ref publisher._fetches);
            return Results.Json(new NodeKeySet([.. publisher._nodes.Values]), ContractsJson.Options);
        });
        await publisher._app.StartAsync();
        return publisher;
    }

    /// <summary>Starts a node that accepts links, and publishes it.</summary>
    public async Task<NodeHost> StartNodeAsync(string id, params (string Key, string Value)[] settings)
    {
        var node = await NodeHost.StartAsync(
        [
            ("Node:Id", id),
            ("ControlPlane:Jwks", ""),
            ("ControlPlane:Url", Address),
            ("ControlPlane:MinimumRefreshInterval", "00:00:00.001"),
            ("Links:Enabled", "true"),
            ("Links:MaxBackoff", "00:00:00.500"),
            .. settings,
        ]);
        Publish(KeyOf(node));
        return node;
    }

    /// <summary>The published key of a node, at its real address, or at that of a proxy.</summary>
    public static NodeKey KeyOf(NodeHost node, int? port = null)
    {
        var report = node.Services.GetRequiredService<LinkKey>().Report!;
        return new NodeKey
        {
            NodeId = node.Identity.Id,
            Epoch = node.Identity.Epoch,
            Url = $"http://127.0.0.1:{port ?? node.Url.Port}{LinkProtocol.Path}",
            Version = report.Version,
            Key = report.Key,
        };
    }

    /// <summary>Publishes a node, in place of what was published under its id.</summary>
    public void Publish(NodeKey key) => _nodes[key.NodeId] = key;

    /// <summary>No longer publishes a node: the control plane has declared it lost.</summary>
    public void Withdraw(string nodeId) => _nodes.TryRemove(nodeId, out _);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Mint.Dispose();
    }
}
