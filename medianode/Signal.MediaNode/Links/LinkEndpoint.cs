using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>
/// <c>/link</c>: accepts links of other nodes. Every other caller gets the same 401, before anything else is examined; the reason is
/// logged, at a limited rate.
/// </summary>
internal sealed partial class LinkEndpoint(
    LinkTokens tokens, NodeLinks links, NodeLinkOptions options, LinkHandlers handlers, LinkMetrics metrics, TimeProvider time, ILogger<Link> logger)
{
    /// <summary>The scheme of the credentials.</summary>
    public const string Bearer = "Bearer ";

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly Throttle _refusals = new(time, LogInterval);

    /// <summary>Accepts a link, and runs it until it ends.</summary>
    public async Task AcceptAsync(HttpContext context)
    {
        NodeInstance from;
        string id;
        try
        {
            (from, id) = await tokens.RedeemAsync(CredentialOf(context.Request), context.RequestAborted);
        }
        catch (TokenRefusedException refusal)
        {
            Refuse(context, StatusCodes.Status401Unauthorized, refusal.Message);
            return;
        }

        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(LinkProtocol.Subprotocol))
        {
            Refuse(context, StatusCodes.Status400BadRequest, $"node {from} has another version of the protocol");
            return;
        }

        context.Response.Headers[LinkProtocol.TokenHeader] = tokens.ForAccepting(from, id);
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = LinkProtocol.Subprotocol,
            KeepAliveInterval = options.PingInterval,
            KeepAliveTimeout = options.PingTimeout,
        });
        await links.RunAcceptedAsync(new Link(from, socket, options, handlers, metrics, time, logger));
    }

    private void Refuse(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        if (_refusals.TryPass(out var heldBack))
        {
            LogRefused(context.Connection.RemoteIpAddress?.ToString(), reason, heldBack);
        }
    }

    private static string CredentialOf(HttpRequest request) =>
        request.HttpContext.WebSockets.IsWebSocketRequest
        && request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : throw new TokenRefusedException("no token");

    [LoggerMessage(EventIds.LinkRefused, LogLevel.Warning, "Refused link from {Address}: {Reason}; {Count} similar messages were not logged")]
    private partial void LogRefused(string? address, string reason, int count);
}
