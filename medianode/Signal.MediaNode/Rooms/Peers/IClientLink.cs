using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The way to a client over one hub connection.</summary>
internal interface IClientLink
{
    /// <summary>The encoding that the client has chosen.</summary>
    IHubProtocol Protocol { get; }

    /// <summary>Fires when the connection has ended.</summary>
    CancellationToken Gone { get; }

    /// <summary>Called with the invocation id of a message that the client has answered, and whether it took it.</summary>
    Action<string, bool>? OnAnswer { get; set; }

    /// <summary>Sends a message; ends when there is room for the next one, or the connection has ended.</summary>
    ValueTask WriteAsync(SerializedHubMessage message);

    /// <summary>Cuts the connection.</summary>
    void Abort();
}
