using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// Middleware in front of the hub: admits requests with a valid token, which it adds as a feature of the request. A session secret is
/// admitted without a token: such a connection can only resume its peer. The client receives the same 401 for every error; the reason is
/// logged.
/// </summary>
internal sealed partial class TokenGate(
    TokenVerifier verifier,
    TokenLedger ledger,
    SessionTickets tickets,
    Revocations revocations,
    ILogger<TokenGate> logger) : IMiddleware
{
    private const string Bearer = "Bearer ";

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            var credential = Find(context.Request);
            if (credential.StartsWith(SessionTickets.Prefix, StringComparison.Ordinal))
            {
                if (!TryContinueSession(credential, context))
                {
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    return;
                }
            }
            else
            {
                context.Features.Set(await RedeemAsync(credential, context));
            }
        }
        catch (TokenRefusedException refusal)
        {
            LogRefused(refusal.Message, context.Connection.RemoteIpAddress?.ToString());
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("The token is not accepted.", context.RequestAborted);
            return;
        }

        await next(context);
    }

    private async Task<RoomToken> RedeemAsync(string credential, HttpContext context)
    {
        var token = await verifier.VerifyAsync(credential, context.RequestAborted);
        revocations.RequireToken(token);
        if (context.Request.Query["id"] is [{ Length: > 0 } connection])
        {
            ledger.Continue(token, connection);
        }
        else
        {
            ledger.Redeem(token, IsNegotiation(context.Request));
        }

        return token;
    }

    /// <summary>Returns false when the session has reached its connection limit. Negotiation does not open a connection.</summary>
    private bool TryContinueSession(string secret, HttpContext context)
    {
        var ticket = tickets.Find(secret) ?? throw new TokenRefusedException("no such session");
        revocations.RequireUser(ticket.Peer.Token);
        if (IsNegotiation(context.Request))
        {
            return true;
        }

        if (ticket.TryConnect() is not { } connection)
        {
            return false;
        }

        context.Response.RegisterForDispose(connection);
        return true;
    }

    private static bool IsNegotiation(HttpRequest request) => request.Path.StartsWithSegments(SignalHub.NegotiatePath);

    private static string Find(HttpRequest request)
    {
        if (request.Query["access_token"] is [{ Length: > 0 } inQuery])
        {
            return inQuery;
        }

        return request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : throw new TokenRefusedException("missing");
    }

    [LoggerMessage(EventIds.TokenRefused, LogLevel.Information, "Refused token from {Address}: {Reason}")]
    private partial void LogRefused(string reason, string? address);
}
