using System.Net;
using System.Threading.RateLimiting;

namespace Signal.MediaNode.Demo;

/// <summary>Answers 429 to a client address that requests more tokens than <see cref="DemoOptions.TokensPerAddressPerMinute"/>.</summary>
/// <remarks>
/// The container disposes of it. The limiter of ASP.NET Core's own middleware is never disposed of, and its timer, which fires ten times a
/// second, keeps the application in memory.
/// </remarks>
internal sealed class DemoTokenLimiter(DemoOptions options) : IMiddleware, IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
        context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress ?? IPAddress.None,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.TokensPerAddressPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
