namespace Signal.LoadTest.Peers;

/// <summary>The options of a <see cref="PeerConnection"/>.</summary>
public sealed record PeerConnectionOptions
{
    /// <summary>The URL of the hub, without the token.</summary>
    public required Uri Url { get; init; }

    /// <summary>The room token, or the part of a session secret that resumes a session.</summary>
    public required string Token { get; init; }

    /// <summary>The hub protocol.</summary>
    public PeerEncoding Encoding { get; init; }

    /// <summary>
    /// Whether to negotiate over HTTP first, as browsers do. The answer may redirect the client; false: one WebSocket request to
    /// <see cref="Url"/> and nothing else.
    /// </summary>
    public bool Negotiates { get; init; }

    /// <summary>Called in order with the name and payload of each event of the node.</summary>
    public required Action<string, System.Text.Json.JsonElement> OnEvent { get; init; }

    /// <summary>Called in order with the name and payload of each stream that the node offers. Throws to refuse it.</summary>
    public required Action<string, System.Text.Json.JsonElement> OnOffer { get; init; }

    /// <summary>Called when the connection has ended, after the last event: with the error, or null when it was closed.</summary>
    public Action<Exception?>? OnClosed { get; init; }
}
