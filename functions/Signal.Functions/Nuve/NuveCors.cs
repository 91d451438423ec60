using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Nuve;

/// <summary>CORS for <c>/nuve</c>: any origin is allowed, as in mediasoup-signal; PUT and PATCH are allowed too.</summary>
internal static class NuveCors
{
    public static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "POST, GET, PUT, PATCH, OPTIONS, DELETE";
        response.Headers.AccessControlAllowHeaders = "origin, authorization, content-type";
    }
}
