namespace Signal.Contracts.Tokens;

/// <summary>The permissions of a room token. Everything that is not granted is denied.</summary>
public sealed record Grants
{
    /// <summary>May produce audio.</summary>
    public bool PublishAudio { get; init; }

    /// <summary>May produce video from a camera.</summary>
    public bool PublishVideo { get; init; }

    /// <summary>May produce video (or audio) of a shared screen, marked by <c>appData.source</c> = <c>screen</c>.</summary>
    public bool PublishScreen { get; init; }

    /// <summary>May produce data, such as chat.</summary>
    public bool PublishData { get; init; }

    /// <summary>May consume what others produce.</summary>
    public bool Subscribe { get; init; }

    /// <summary>Is not announced to the other peers. A hidden peer may not publish.</summary>
    public bool Hidden { get; init; }

    /// <summary>May mute and remove other peers of the room.</summary>
    public bool Admin { get; init; }
}
