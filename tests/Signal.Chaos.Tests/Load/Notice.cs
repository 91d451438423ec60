namespace Signal.Chaos.Tests.Load;

/// <summary>What a client has to react to.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">The node's reason, or the error's message.</param>
internal sealed record Notice(NoticeKind Kind, string? Reason);

internal enum NoticeKind
{
    /// <summary>The connection is gone.</summary>
    Lost,

    /// <summary>The client was put out of the room.</summary>
    Kicked,

    /// <summary>The room was closed on this node.</summary>
    RoomClosed,

    /// <summary>The router is gone: everything is to be built again.</summary>
    MediaReset,

    /// <summary>The node asks to move to another one.</summary>
    Migrate,
}
