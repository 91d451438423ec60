using System.Net;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Limits;

/// <summary>Limits the open connections and the connection attempts of an address, before the token is verified.</summary>
internal sealed class ConnectionLimiter(PeerLimits limits, TimeProvider time) : IMiddleware
{
    private const double SecondsPerMinute = 60;

    private readonly SharedByKey<IPAddress, TokenBucket> _tries = new(
        () => new TokenBucket(time, limits.ConnectsPerAddressPerMinute / SecondsPerMinute, limits.ConnectsPerAddressPerMinute),
        tries => tries.IsFull);

    /// <inheritdoc/>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var visit = _tries.Hold(AddressRange.Of(context.Connection.RemoteIpAddress ?? IPAddress.None));
        var isAdmitted = visit.Holders <= limits.ConnectionsPerAddress && visit.Value.TryTake();
        if (IsNegotiation(context.Request))
        {
            visit.Dispose();
        }
        else
        {
            context.Response.RegisterForDispose(visit);
        }

        if (isAdmitted)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    /// <summary>
    /// The request before a connection is an attempt, but holds none: the client may open the connection before this request has ended.
    /// </summary>
    private static bool IsNegotiation(HttpRequest request) => HttpMethods.IsPost(request.Method);
}
