namespace Signal.Functions.Tokens;

/// <summary>Access to the state of a room on its node, for a minute.</summary>
public sealed record TraceToken
{
    /// <summary>The node that holds the room.</summary>
    public required string NodeId { get; init; }

    /// <summary>The URL to read; send the token in the <c>Authorization</c> header, as bearer token.</summary>
    public required string Url { get; init; }

    /// <summary>The token, for this room on this node only. It does not admit to the room.</summary>
    public required string Token { get; init; }

    /// <summary>When the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
