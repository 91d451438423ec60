using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Messages.Events;

/// <summary>
/// Server events as messages of the hub protocol. A message is encoded once per protocol, however many clients receive it.
/// </summary>
internal static class ServerMessage
{
    /// <summary>Creates the message of an event. With an <paramref name="invocationId"/> the client answers it.</summary>
    public static SerializedHubMessage Of<T>(T serverEvent, string? invocationId = null)
        where T : IServerEvent => new(new InvocationMessage(invocationId, T.Name, [serverEvent]));

    /// <summary>Returns the name of the event.</summary>
    public static string NameOf(SerializedHubMessage message) => (message.Message as InvocationMessage)?.Target ?? "";
}
