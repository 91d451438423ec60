namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>mutePeer</c>. Requires the admin grant.</summary>
internal sealed record MutePeerRequest : IRequest
{
    public required string PeerId { get; init; }

    /// <summary>Limits the request to <c>audio</c> or <c>video</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Limits the request to one producer.</summary>
    public string? ProducerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
    [
        .. Rules.Id("peerId", PeerId),
        .. Rules.OneOf("kind", Kind, "audio", "video"),
        .. Rules.Text("producerId", ProducerId),
    ];
}

/// <summary><c>kickPeer</c>. Requires the admin grant.</summary>
internal sealed record KickPeerRequest : IRequest
{
    public required string PeerId { get; init; }

    /// <summary>The reason, sent to the peer.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [.. Rules.Id("peerId", PeerId), .. Rules.Shown("reason", Reason)];
}
