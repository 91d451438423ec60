namespace Signal.Admin;

/// <summary>Who shall get into a room, and what it may do there.</summary>
public sealed record TokenRequest
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name; null: the user id.</summary>
    public string? Name { get; init; }

    /// <summary>The role: presenter, viewer, publisher, moderator, observer; any name when <see cref="Grants"/> are given.</summary>
    public string? Role { get; init; }

    /// <summary>The grants; null: those of the role.</summary>
    public Grants? Grants { get; init; }

    /// <summary>The application's text for this user, shown to peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>How long the token is good.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>The region where the user is.</summary>
    public string? Region { get; init; }

    /// <summary>Round-trip times that the client measured, in milliseconds by node id.</summary>
    public IReadOnlyDictionary<string, double>? Measured { get; init; }

    /// <summary>
    /// The node (<see cref="RoomToken.NodeId"/>) that the user's client could not reach. When the room is there, the control plane probes the node, and
    /// if it does not answer the token is for another one.
    /// </summary>
    public string? Unreachable { get; init; }
}

/// <summary>What the holder of a token may do.</summary>
public sealed record Grants
{
    /// <summary>May publish audio.</summary>
    public bool PublishAudio { get; init; }

    /// <summary>May publish a camera.</summary>
    public bool PublishVideo { get; init; }

    /// <summary>May share a screen.</summary>
    public bool PublishScreen { get; init; }

    /// <summary>May send data, such as chat.</summary>
    public bool PublishData { get; init; }

    /// <summary>May receive what others publish.</summary>
    public bool Subscribe { get; init; }

    /// <summary>Is not announced to the others.</summary>
    public bool Hidden { get; init; }

    /// <summary>May mute and remove others.</summary>
    public bool Admin { get; init; }
}

/// <summary>Changes of single grants: what is null stays.</summary>
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

/// <summary>A room token: for one use on one node.</summary>
/// <param name="Token">The token.</param>
/// <param name="Url">The address of the hub that takes it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="TokenId">Its id, for revocation.</param>
/// <param name="Candidates">Present when the client may choose a node.</param>
/// <param name="NodeId">The node that takes it.</param>
/// <param name="IceServers">Present when the installation has TURN servers: pass it on to the client.</param>
public sealed record RoomToken(
    string Token, string Url, DateTimeOffset ExpiresAt, string TokenId, IReadOnlyList<TokenCandidate>? Candidates = null, string? NodeId = null,
    IReadOnlyList<IceServer>? IceServers = null);

/// <summary>A TURN server with credentials for one client: an <c>RTCIceServer</c>.</summary>
/// <param name="Urls">Its addresses.</param>
/// <param name="Username">The user name.</param>
/// <param name="Credential">The password.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string Username, string Credential);

/// <summary>One node that the client may choose.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Url">The hub's address.</param>
/// <param name="Token">The token for it.</param>
public sealed record TokenCandidate(string NodeId, string Url, string Token);
