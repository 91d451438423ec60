namespace Signal.Admin;

/// <summary>A request for a room token: the user and the user's grants.</summary>
public sealed record TokenRequest
{
    /// <summary>The application's id for the user.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name; null: the user id.</summary>
    public string? Name { get; init; }

    /// <summary>The role: presenter, viewer, publisher, moderator or observer; any name when <see cref="Grants"/> is set.</summary>
    public string? Role { get; init; }

    /// <summary>The grants; null: the grants of the role.</summary>
    public Grants? Grants { get; init; }

    /// <summary>Application text for the user, sent to peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The lifetime of the token in seconds; null: the default of the control plane.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>The region of the user.</summary>
    public string? Region { get; init; }

    /// <summary>Round-trip times that the client measured, in milliseconds by node id.</summary>
    public IReadOnlyDictionary<string, double>? Measured { get; init; }

    /// <summary>
    /// The id of the node (<see cref="RoomToken.NodeId"/>) that the client could not reach. If the room is on that node, the control plane
    /// probes it and mints a token for another node when the probe fails.
    /// </summary>
    public string? Unreachable { get; init; }
}

/// <summary>The permissions of a participant.</summary>
public sealed record Grants
{
    /// <summary>May publish audio.</summary>
    public bool PublishAudio { get; init; }

    /// <summary>May publish camera video.</summary>
    public bool PublishVideo { get; init; }

    /// <summary>May share a screen.</summary>
    public bool PublishScreen { get; init; }

    /// <summary>May send data, such as chat messages.</summary>
    public bool PublishData { get; init; }

    /// <summary>May consume the media and data of other participants.</summary>
    public bool Subscribe { get; init; }

    /// <summary>Is not announced to other participants.</summary>
    public bool Hidden { get; init; }

    /// <summary>May mute and remove other participants.</summary>
    public bool Admin { get; init; }
}

/// <summary>Changes to single grants; null values stay unchanged.</summary>
public sealed record GrantsPatch
{
    /// <summary>See <see cref="Grants.PublishAudio"/>.</summary>
    public bool? PublishAudio { get; init; }

    /// <summary>See <see cref="Grants.PublishVideo"/>.</summary>
    public bool? PublishVideo { get; init; }

    /// <summary>See <see cref="Grants.PublishScreen"/>.</summary>
    public bool? PublishScreen { get; init; }

    /// <summary>See <see cref="Grants.PublishData"/>.</summary>
    public bool? PublishData { get; init; }

    /// <summary>See <see cref="Grants.Subscribe"/>.</summary>
    public bool? Subscribe { get; init; }

    /// <summary>See <see cref="Grants.Hidden"/>.</summary>
    public bool? Hidden { get; init; }

    /// <summary>See <see cref="Grants.Admin"/>.</summary>
    public bool? Admin { get; init; }
}

/// <summary>A room token, valid once and on one node only.</summary>
/// <param name="Token">The signed token.</param>
/// <param name="Url">The URL of the hub that accepts the token.</param>
/// <param name="ExpiresAt">The time of expiry.</param>
/// <param name="TokenId">The token id, for revocation.</param>
/// <param name="Candidates">Tokens for alternative nodes; null when the client cannot choose.</param>
/// <param name="NodeId">The id of the node that accepts the token.</param>
/// <param name="IceServers">TURN servers for the client; null when none are configured. Pass them to the client unchanged.</param>
public sealed record RoomToken(
    string Token, string Url, DateTimeOffset ExpiresAt, string TokenId, IReadOnlyList<TokenCandidate>? Candidates = null, string? NodeId = null,
    IReadOnlyList<IceServer>? IceServers = null);

/// <summary>A TURN server with credentials for one client, in the shape of the WebRTC dictionary <c>RTCIceServer</c>.</summary>
/// <param name="Urls">The TURN URLs.</param>
/// <param name="Username">The user name.</param>
/// <param name="Credential">The password.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string Username, string Credential);

/// <summary>A node that the client can choose, with the token for it.</summary>
/// <param name="NodeId">The node id.</param>
/// <param name="Url">The URL of the node's hub.</param>
/// <param name="Token">The token for that node.</param>
public sealed record TokenCandidate(string NodeId, string Url, string Token);
