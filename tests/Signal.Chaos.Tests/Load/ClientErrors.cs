using System.Net.WebSockets;
using Signal.Admin;
using Signal.LoadTest.Peers;

namespace Signal.Chaos.Tests.Load;

/// <summary>The errors that a client may see during faults.</summary>
internal static class ClientErrors
{
    public static bool AreExpected(Exception error) => error
        is PeerConnectException or PeerRequestException or HttpRequestException
            or WebSocketException or IOException or TimeoutException or OperationCanceledException
        or InvalidOperationException or AggregateException or AdminException or ObjectDisposedException;
}
