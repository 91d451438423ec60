using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Signal.FunctionsHost.Http;

/// <summary>Forwards a request with YARP's defaults, as the Functions host does, and names the invocation that it belongs to.</summary>
internal sealed class InvocationTransformer(string invocationId) : HttpTransformer
{
    private const string Header = "x-ms-invocation-id";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await Default.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        // One that the client sent would name the invocation of somebody else.
        proxyRequest.Headers.Remove(Header);
        proxyRequest.Headers.Add(Header, invocationId);
    }
}
