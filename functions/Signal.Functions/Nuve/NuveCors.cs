using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Nuve;

/// <summary>Browsers of any origin may call, as with mediasoup-signal; its PUT and PATCH are named here too.</summary>
internal static class NuveCors
{
    public static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "POST, GET, PUT, PATCH, OPTIONS, DELETE";
        response.Headers.AccessControlAllowHeaders = "origin, authorization, content-type";
    }
}
