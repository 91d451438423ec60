using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using Signal.Admin;

namespace Signal.Chaos.Tests.Load;

/// <summary>The errors that a client may see during faults.</summary>
internal static class ClientErrors
{
    public static bool AreExpected(Exception error) => error
        is HubException or HttpRequestException or WebSocketException or IOException or TimeoutException or OperationCanceledException
        or InvalidOperationException or AggregateException or AdminException or ObjectDisposedException;
}
