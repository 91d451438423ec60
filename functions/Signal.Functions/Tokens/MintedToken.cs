using Signal.Functions.Turn;

namespace Signal.Functions.Tokens;

/// <summary>A room token, which is valid once, on one node.</summary>
public sealed record MintedToken
{
    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The URL of the hub that accepts the token.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// The id of the node that accepts the token; send it as <c>unreachable</c> in the next request when the client cannot connect.
    /// </summary>
    public required string NodeId { get; init; }

    /// <summary>When the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The id of the token, for revocation.</summary>
    public required string TokenId { get; init; }

    /// <summary>
    /// Present when the client may choose: measure the round-trip time to each <c>url</c>, and join with the token of the nearest node. The
    /// first one is the same as <see cref="Token"/>, and stays valid when the others are revoked because another client was first.
    /// </summary>
    public IReadOnlyList<TokenCandidate>? Candidates { get; init; }

    /// <summary>
    /// Present when TURN servers are configured: the <c>iceServers</c> of the client's peer connections. Their credentials can be reused
    /// until they expire, which is later than <see cref="ExpiresAt"/>.
    /// </summary>
    public IReadOnlyList<IceServer>? IceServers { get; init; }
}

/// <summary>A node that the client may choose.</summary>
/// <param name="NodeId">The node id, for measurements.</param>
/// <param name="Url">The URL of the hub.</param>
/// <param name="Token">The token for the node.</param>
public sealed record TokenCandidate(string NodeId, string Url, string Token);
