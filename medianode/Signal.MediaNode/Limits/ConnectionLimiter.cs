using System.Collections.Concurrent;
using System.Net;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Limits;

/// <summary>Before the token is looked at: how many connections an address holds, and how many it tries to open.</summary>
internal sealed class ConnectionLimiter(PeerLimits limits, TimeProvider time) : IMiddleware
{
    private const double SecondsPerMinute = 60;
    private readonly ConcurrentDictionary<IPAddress, Visitor> _visitors = new();

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var address = AddressRange.Of(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!TryEnter(address))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Leave(address);
        }
    }

    private bool TryEnter(IPAddress address)
    {
        while (true)
        {
            var visitor = _visitors.GetOrAdd(address, _ => new Visitor(new TokenBucket(
                time, limits.ConnectsPerAddressPerMinute / SecondsPerMinute, limits.ConnectsPerAddressPerMinute)));
            lock (visitor)
            {
                if (visitor.Forgotten)
                {
                    continue;
                }

                if (visitor.Present >= limits.ConnectionsPerAddress || !visitor.Tries.TryTake())
                {
                    return false;
                }

                visitor.Present++;
                visitor.SeenAt = time.GetTimestamp();
                return true;
            }
        }
    }

    private void Leave(IPAddress address)
    {
        if (_visitors.TryGetValue(address, out var visitor))
        {
            lock (visitor)
            {
                visitor.Present--;
            }
        }

        Sweep();
    }

    private void Sweep()
    {
        foreach (var (address, visitor) in _visitors.Count > 1000 ? _visitors : [])
        {
            lock (visitor)
            {
                if (visitor.Present == 0 && time.GetElapsedTime(visitor.SeenAt).TotalSeconds > SecondsPerMinute)
                {
                    visitor.Forgotten = true;
                    _visitors.TryRemove(address, out _);
                }
            }
        }
    }

    private sealed class Visitor(TokenBucket tries)
    {
        public TokenBucket Tries => tries;

        public int Present { get; set; }

        public long SeenAt { get; set; }

        public bool Forgotten { get; set; }
    }
}
