namespace Signal.MediaNode.Messages.Events;

/// <summary>The argument of a server-to-client invocation.</summary>
internal interface IServerEvent
{
    /// <summary>The name of the client method.</summary>
    static abstract string Name { get; }
}
