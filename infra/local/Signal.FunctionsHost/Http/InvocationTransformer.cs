using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Signal.FunctionsHost.Http;

/// <summary>Forwards a request with YARP's defaults, as the Functions host does, and adds the header with the invocation id.</summary>
internal sealed class InvocationTransformer(string invocationId, Task invocation) : HttpTransformer
{
    private const string Header = "x-ms-invocation-id";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await Default.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        // A header from the client could refer to the invocation of another request.
        proxyRequest.Headers.Remove(Header);
        proxyRequest.Headers.Add(Header, invocationId);
    }

    /// <summary>
    /// A function that throws produces an empty response with status 200; the failure is known only when the invocation has completed.
    /// </summary>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse?.Content.Headers.ContentLength == 0)
        {
            await invocation.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (invocation.IsFaulted)
            {
                httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return false;
            }
        }

        return await Default.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }
}
