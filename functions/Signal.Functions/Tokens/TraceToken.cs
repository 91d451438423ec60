namespace Signal.Functions.Tokens;

/// <summary>Access to the state of a room on a node, for a minute.</summary>
public sealed record TraceToken
{
    /// <summary>The node; at first that which owns the room.</summary>
    public required string NodeId { get; init; }

    /// <summary>The URL to read; send the token in the <c>Authorization</c> header, as bearer token.</summary>
    public required string Url { get; init; }

    /// <summary>The token, for this room on this node only. It does not admit to the room.</summary>
    public required string Token { get; init; }

    /// <summary>When the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Access to the other nodes that the room spans, each with its own peers; empty when the room is on one node.</summary>
    public IReadOnlyList<TraceToken> Parts { get; init; } = [];
}
