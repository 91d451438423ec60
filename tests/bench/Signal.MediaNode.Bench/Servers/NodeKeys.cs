using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Bench.Servers;

/// <summary>The control plane's documents of public keys: that of the tokens, and those of the nodes.</summary>
internal sealed class NodeKeys : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, NodeKey> _nodes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private NodeKeys(WebApplication app) => _app = app;

    /// <summary>Signs the tokens of all nodes.</summary>
    public TokenMint Mint { get; } = new();

    public string Url => _app.Urls.First();

    public static async Task<NodeKeys> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var keys = new NodeKeys(builder.Build());
        keys._app.Run(keys.AnswerAsync);
        await keys._app.StartAsync();
        return keys;
    }

    public void Publish(NodeKey key) => _nodes[key.NodeId] = key;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Mint.Dispose();
    }

    private Task AnswerAsync(HttpContext context) => context.Response.WriteAsync(
        context.Request.Path == "/" + NodeKeySet.Path
            ? JsonSerializer.Serialize(new NodeKeySet([.. _nodes.Values]), ContractsJson.Options)
            : Mint.Jwks);
}
