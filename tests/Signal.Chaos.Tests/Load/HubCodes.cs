using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace Signal.Chaos.Tests.Load;

/// <summary>The error codes of the hub that determine a client's behaviour.</summary>
internal static class HubCodes
{
    private const int BadRequest = 1004;
    private const int NoRoom = 2001;
    private const int NoPeer = 2002;
    private const int InvalidState = 2003;
    private const int NotFound = 2004;
    private const int Forbidden = 3001;

    /// <summary>The code; null when the error has none, and the outcome of the request is unknown.</summary>
    public static int? Of(Exception error)
    {
        var start = error.Message.IndexOf('{', StringComparison.Ordinal);
        if (error is not HubException || start < 0)
        {
            return null;
        }

        using var body = JsonDocument.Parse(error.Message[start..]);
        return body.RootElement.GetProperty("errcode").GetInt32();
    }

    /// <summary>The node answered that the session cannot be resumed: retrying is useless.</summary>
    public static bool IsRefusal(Exception error) =>
        error is HttpRequestException { StatusCode: System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden }
        || error.Message.Contains("status code '401'", StringComparison.Ordinal)
        || Of(error) is BadRequest or NoRoom or NoPeer or InvalidState or NotFound or Forbidden;
}
