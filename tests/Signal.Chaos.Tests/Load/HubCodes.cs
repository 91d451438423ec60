using System.Net;
using Signal.Contracts.Errors;
using Signal.LoadTest.Peers;

namespace Signal.Chaos.Tests.Load;

/// <summary>The answers of a node that determine a client's behaviour.</summary>
internal static class HubCodes
{
    /// <summary>The node answered that the session cannot be resumed: retrying is useless.</summary>
    public static bool IsRefusal(Exception error) => error
        is PeerConnectException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden }
        or PeerRequestException
        {
            Code: SignalErrorCode.BadRequest or SignalErrorCode.NoRoom or SignalErrorCode.NoPeer or SignalErrorCode.InvalidState
                or SignalErrorCode.NotFound or SignalErrorCode.Forbidden,
        };
}
