namespace Signal.Chaos.Tests.Load;

/// <summary>An event to which a client must react.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">The node's reason, or the error's message.</param>
internal sealed record Notice(NoticeKind Kind, string? Reason);

internal enum NoticeKind
{
    /// <summary>The connection was lost.</summary>
    Lost,

    /// <summary>The client was removed from the room.</summary>
    Kicked,

    /// <summary>The room was closed on this node.</summary>
    RoomClosed,

    /// <summary>The router is closed: the media must be rebuilt.</summary>
    MediaReset,

    /// <summary>The node asks to move to another one.</summary>
    Migrate,
}
