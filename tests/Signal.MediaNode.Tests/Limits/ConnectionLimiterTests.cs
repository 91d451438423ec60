using System.Net;
using Microsoft.AspNetCore.Http;
using Signal.MediaNode.Limits;

namespace Signal.MediaNode.Tests.Limits;

public sealed class ConnectionLimiterTests
{
    private readonly ConnectionLimiter _limiter = new(new PeerLimits { ConnectionsPerAddress = 2 }, TimeProvider.System);
    private readonly TaskCompletionSource _end = new();

    [Fact]
    public void No_more_connections_are_open_than_the_limit()
    {
        Assert.Equal([200, 200, 429], new[] { Open("GET"), Open("GET"), Open("GET") });
    }

    [Fact]
    public void A_negotiation_that_has_not_ended_is_no_connection()
    {
        Assert.Equal([200, 200, 200, 429], new[] { Open("POST"), Open("GET"), Open("GET"), Open("POST") });
    }

    private int Open(string method)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        _ = _limiter.InvokeAsync(context, _ => _end.Task);
        return context.Response.StatusCode;
    }
}
