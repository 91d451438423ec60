namespace Signal.Contracts.Tokens;

/// <summary>
/// Admits one client to a room once: a token with the node that accepts it, as in the answer to a token request. Its text form contains no
/// token, so that it can be part of a log message.
/// </summary>
public sealed record RoomAccess
{
    /// <summary>The address of the hub.</summary>
    public required string Url { get; init; }

    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The id of the node.</summary>
    public required string NodeId { get; init; }

    /// <summary>When the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The nodes among which the client may choose, the first one included; null: no choice.</summary>
    public IReadOnlyList<RoomAccessCandidate>? Candidates { get; init; }

    /// <summary>TURN servers for the client; null: none.</summary>
    public IReadOnlyList<TurnServer>? IceServers { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(RoomAccess)} {{ NodeId = {NodeId} }}";
}

/// <summary>A node that the client may choose.</summary>
public sealed record RoomAccessCandidate
{
    /// <summary>The id of the node.</summary>
    public required string NodeId { get; init; }

    /// <summary>The address of its hub.</summary>
    public required string Url { get; init; }

    /// <summary>The token for that node.</summary>
    public required string Token { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(RoomAccessCandidate)} {{ NodeId = {NodeId} }}";
}

/// <summary>A TURN server with credentials for one client: an <c>RTCIceServer</c>.</summary>
public sealed record TurnServer
{
    /// <summary>The TURN URIs.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The user name.</summary>
    public required string Username { get; init; }

    /// <summary>The password.</summary>
    public required string Credential { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(TurnServer)} {{ Urls = {string.Join(' ', Urls)} }}";
}
