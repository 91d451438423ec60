using System.Text.Json;

namespace Signal.Admin;

/// <summary>Access to the state of a room on a node, for a minute.</summary>
/// <param name="NodeId">The node; at first that which owns the room.</param>
/// <param name="Url">The URL to read.</param>
/// <param name="Token">The bearer token for it.</param>
/// <param name="ExpiresAt">When the token expires.</param>
public sealed record TraceToken(string NodeId, string Url, string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Access to the other nodes that the room spans, each with its own peers; empty when the room is on one node.</summary>
    public IReadOnlyList<TraceToken> Parts { get => field ?? []; init; } = [];
}

/// <summary>What a node knows of a room: the room, and one page of the peers that are on the node.</summary>
public sealed record RoomTrace
{
    /// <summary>The room id.</summary>
    public required string RoomId { get; init; }

    /// <summary>The node id.</summary>
    public required string NodeId { get; init; }

    /// <summary>The time of the trace, by the node's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the room was opened on the node.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The number of all peers on the node, including those that have not joined yet.</summary>
    public required int PeerCount { get; init; }

    /// <summary>The room's routers, each on another worker of the node; empty while there is none.</summary>
    public IReadOnlyList<RouterTrace> Routers { get => field ?? []; init; } = [];

    /// <summary>The peers of the page, ordered by their ids.</summary>
    public IReadOnlyList<PeerTrace> Peers { get; init; } = [];

    /// <summary>Whether something is missing because it did not arrive in time.</summary>
    public bool Partial { get; init; }

    /// <summary>The id after which the next page of the node begins; null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>A router of a room.</summary>
/// <param name="RouterId">The id of the router.</param>
/// <param name="WorkerPid">The process id of its worker.</param>
/// <param name="PeerCount">The number of peers whose transports are on it.</param>
public sealed record RouterTrace(string RouterId, int WorkerPid, int PeerCount);

/// <summary>A peer of a traced room.</summary>
public sealed record PeerTrace
{
    /// <summary>The peer id.</summary>
    public required string PeerId { get; init; }

    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>When the peer joined; null: it has not joined yet.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Whether the client has a connection; otherwise the node waits for it to resume.</summary>
    public bool Connected { get; init; }

    /// <summary>The WebRTC transports.</summary>
    public IReadOnlyList<TransportTrace> Transports { get; init; } = [];

    /// <summary>The audio and video that the peer sends.</summary>
    public IReadOnlyList<StreamTrace> Producers { get; init; } = [];

    /// <summary>The audio and video that the peer receives.</summary>
    public IReadOnlyList<StreamTrace> Consumers { get; init; } = [];

    /// <summary>The data that the peer sends.</summary>
    public IReadOnlyList<StreamTrace> DataProducers { get; init; } = [];

    /// <summary>The data that the peer receives.</summary>
    public IReadOnlyList<StreamTrace> DataConsumers { get; init; } = [];

    /// <summary>The number of streams over the limit of a trace, which are not listed.</summary>
    public int Omitted { get; init; }

    /// <summary>Whether something is missing because it did not arrive in time.</summary>
    public bool Partial { get; init; }
}

/// <summary>A WebRTC transport of a traced peer.</summary>
/// <param name="Id">The transport id.</param>
/// <param name="Direction"><c>send</c>: from the client to the node; <c>receive</c>: from the node to the client.</param>
/// <param name="IceState">The state of ICE, as in mediasoup.</param>
/// <param name="DtlsState">The state of DTLS, as in mediasoup.</param>
/// <param name="SctpState">The state of SCTP; null: no data channels.</param>
/// <param name="Tuple">The selected addresses, as in mediasoup; null until ICE has connected.</param>
/// <param name="Stats">mediasoup's statistics, an array; null: they did not arrive in time.</param>
public sealed record TransportTrace(
    string Id, string Direction, string IceState, string DtlsState, string? SctpState = null, JsonElement? Tuple = null, JsonElement? Stats = null);

/// <summary>A producer or consumer of a traced peer.</summary>
public sealed record StreamTrace
{
    /// <summary>The id of the producer or consumer.</summary>
    public required string Id { get; init; }

    /// <summary>The producer that a consumer receives; null for producers.</summary>
    public string? ProducerId { get; init; }

    /// <summary><c>audio</c>, <c>video</c> or <c>data</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The application's name of the stream; null: none.</summary>
    public string? Source { get; init; }

    /// <summary>The codec; null for data.</summary>
    public string? MimeType { get; init; }

    /// <summary>Whether the peer has paused the stream.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether the sender has paused the stream that a consumer receives; null for producers.</summary>
    public bool? ProducerPaused { get; init; }

    /// <summary>mediasoup's score, 0 (worst) to 10; null: none yet.</summary>
    public int? Score { get; init; }

    /// <summary>The layers that a consumer receives, as in mediasoup; null: none.</summary>
    public JsonElement? Layers { get; init; }

    /// <summary>mediasoup's statistics, an array; null: they did not arrive in time.</summary>
    public JsonElement? Stats { get; init; }
}
