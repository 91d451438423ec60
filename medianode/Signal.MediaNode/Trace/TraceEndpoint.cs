using Signal.Hosting.Settings;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Trace;

/// <summary>
/// <c>GET /trace/rooms/{roomId}?peer=&amp;limit=&amp;after=&amp;statistics=</c>: the state of a room, for the holder of a trace token.
/// Every other caller gets the same 401, before anything else is examined; the reason is logged.
/// </summary>
internal static partial class TraceEndpoint
{
    private const string Path = "/trace";
    private const string Bearer = "Bearer ";

    public static void AddTrace(this IServiceCollection services)
    {
        services.AddSettings<TraceOptions>();
        services.AddSingleton<RoomTracer>();
    }

    public static void MapTrace(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), trace => trace.UseMiddleware<ConnectionLimiter>());
        app.MapGet(Path + "/rooms/{roomId}", ReadAsync);
    }

    private static async Task<IResult> ReadAsync(
        string roomId, HttpContext context, TraceTokens tokens, RoomDirectory rooms, RoomTracer tracer, ILogger<RoomTracer> logger)
    {
        context.Response.Headers.CacheControl = "no-store";
        string tenant;
        try
        {
            tenant = await tokens.VerifyAsync(CredentialOf(context.Request), roomId, context.RequestAborted);
        }
        catch (TokenRefusedException refusal)
        {
            LogRefused(logger, refusal.Message, context.Connection.RemoteIpAddress?.ToString());
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (TraceQuery.Parse(context.Request.Query) is not { } query)
        {
            return Problem(StatusCodes.Status400BadRequest, TraceQuery.Rules);
        }

        try
        {
            if (rooms.Find(tenant, roomId) is not { } room)
            {
                return Problem(StatusCodes.Status404NotFound, "The room is not open on this node.");
            }

            if (await tracer.TryTraceAsync(room, query, context.RequestAborted) is not { } trace)
            {
                return Busy(context, "Too many traces are running.");
            }

            LogTraced(logger, roomId, trace.Peers.Count, trace.PeerCount);
            return Results.Json(trace, HubJson.Options);
        }
        catch (MailboxClosedException)
        {
            return Problem(StatusCodes.Status404NotFound, "The room is not open on this node.");
        }
        catch (TimeoutException)
        {
            return Busy(context, "The room did not answer in time.");
        }
    }

    private static IResult Busy(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problem(StatusCodes.Status503ServiceUnavailable, detail);
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private static string CredentialOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : throw new TokenRefusedException("no token");

    [LoggerMessage(EventIds.TraceRefused, LogLevel.Warning, "Trace refused: {Reason}, from {Address}")]
    private static partial void LogRefused(ILogger logger, string reason, string? address);

    [LoggerMessage(EventIds.RoomTraced, LogLevel.Information, "Room {Room} traced: {Count} of {Total} peers")]
    private static partial void LogTraced(ILogger logger, string room, int count, int total);
}
