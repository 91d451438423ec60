using System.Net.WebSockets;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>Opens links to other nodes.</summary>
internal sealed class LinkConnector(
    KnownNodes nodes, LinkTokens tokens, NodeLinkOptions options, LinkHandlers handlers, LinkMetrics metrics, TimeProvider time, ILogger<Link> logger)
{
    /// <summary>Opens a link.</summary>
    /// <exception cref="LinkUnavailableException">The node is not known, or has another protocol version.</exception>
    /// <exception cref="WebSocketException">The node cannot be reached, or has refused the link.</exception>
    /// <exception cref="TokenRefusedException">Another node has answered.</exception>
    public async Task<Link> ConnectAsync(NodeInstance node, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var known = await nodes.FindAsync(node.ToString(), linked.Token) ?? throw new LinkUnavailableException($"Node {node} is not known.");
        if (known.Version != LinkProtocol.Version)
        {
            throw new LinkUnavailableException($"Node {node} has version {known.Version} of the protocol, this one {LinkProtocol.Version}.");
        }

        var id = Guid.NewGuid().ToString();
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(LinkProtocol.Subprotocol);
            socket.Options.SetRequestHeader("Authorization", LinkEndpoint.Bearer + tokens.ForOpening(node, id));
            socket.Options.CollectHttpResponseDetails = true;
            (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (options.PingInterval, options.PingTimeout);
            await socket.ConnectAsync(known.Url, linked.Token);
            var answer = socket.HttpResponseHeaders?.TryGetValue(LinkProtocol.TokenHeader, out var values) == true ? values.FirstOrDefault() : null;
            await tokens.RequireAcceptedAsync(answer ?? "", node, id, linked.Token);
            socket.HttpResponseHeaders = null;
            return new Link(node, socket, options, handlers, metrics, time, logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
