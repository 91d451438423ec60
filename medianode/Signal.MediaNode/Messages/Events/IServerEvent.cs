namespace Signal.MediaNode.Messages.Events;

/// <summary>The one argument of a call from server to client.</summary>
internal interface IServerEvent
{
    /// <summary>The name of the client's method.</summary>
    static abstract string Name { get; }
}
