using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The connection to a client, as the peer uses it.</summary>
internal interface IClientLink
{
    /// <summary>The hub protocol that the client negotiated.</summary>
    IHubProtocol Protocol { get; }

    /// <summary>Cancelled when the connection has ended.</summary>
    CancellationToken Gone { get; }

    /// <summary>Raised with the invocation id of a message that the client answered, and whether it accepted.</summary>
    Action<string, bool>? OnAnswer { get; set; }

    /// <summary>Sends a message. Completes when the next one can be sent, or the connection has ended.</summary>
    ValueTask WriteAsync(SerializedHubMessage message);

    /// <summary>Aborts the connection.</summary>
    void Abort();
}
