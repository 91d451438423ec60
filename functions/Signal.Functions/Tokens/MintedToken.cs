using Signal.Functions.Turn;

namespace Signal.Functions.Tokens;

/// <summary>A room token. It can be used once, on one node.</summary>
public sealed record MintedToken
{
    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The address of the hub that takes it.</summary>
    public required string Url { get; init; }

    /// <summary>The node that takes it; name it in <c>unreachable</c> of the next request when the client cannot connect.</summary>
    public required string NodeId { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its id, for revocation.</summary>
    public required string TokenId { get; init; }

    /// <summary>
    /// Present when the client may choose: measure the round trip to each <c>url</c>, and join with the nearest's token. The first is the same as
    /// <see cref="Token"/>, and stays good should the others be withdrawn because somebody else was faster.
    /// </summary>
    public IReadOnlyList<TokenCandidate>? Candidates { get; init; }

    /// <summary>
    /// Present when TURN servers are configured: the <c>iceServers</c> of the client's peer connections. Their credentials may be used again until they
    /// expire, which is later than <see cref="ExpiresAt"/>.
    /// </summary>
    public IReadOnlyList<IceServer>? IceServers { get; init; }
}

/// <summary>One node that the client may choose.</summary>
/// <param name="NodeId">The node; measurements name it.</param>
/// <param name="Url">The hub's address.</param>
/// <param name="Token">The token for it.</param>
public sealed record TokenCandidate(string NodeId, string Url, string Token);
