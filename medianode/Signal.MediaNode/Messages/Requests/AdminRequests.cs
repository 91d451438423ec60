namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>mutePeer</c>, for holders of the admin grant.</summary>
internal sealed record MutePeerRequest : IRequest
{
    public required string PeerId { get; init; }

    /// <summary>Only <c>audio</c> or <c>video</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Only this producer.</summary>
    public string? ProducerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
    [
        .. Rules.Id("peerId", PeerId),
        .. Rules.OneOf("kind", Kind, "audio", "video"),
        .. Rules.Text("producerId", ProducerId),
    ];
}

/// <summary><c>kickPeer</c>, for holders of the admin grant.</summary>
internal sealed record KickPeerRequest : IRequest
{
    public required string PeerId { get; init; }

    /// <summary>Told to the peer.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [.. Rules.Id("peerId", PeerId), .. Rules.Shown("reason", Reason)];
}
