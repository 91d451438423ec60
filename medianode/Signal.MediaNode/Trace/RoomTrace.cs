using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Trace;

/// <summary>A page of the state of a room.</summary>
internal sealed record RoomTrace
{
    public required string RoomId { get; init; }

    public required string NodeId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the room was opened on the node.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The number of all peers, including those that have not joined yet.</summary>
    public required int PeerCount { get; init; }

    /// <summary>The routers, each on another worker; empty while there is none.</summary>
    public required IReadOnlyList<RouterTrace> Routers { get; init; }

    public required IReadOnlyList<PeerTrace> Peers { get; init; }

    /// <summary>Whether statistics or the objects of a peer are missing because they did not arrive in time.</summary>
    public required bool Partial { get; init; }

    /// <summary>The value of <c>after</c> for the next page; null on the last page.</summary>
    public required string? Next { get; init; }
}

/// <summary>A router of the room.</summary>
/// <param name="RouterId">The id of the router.</param>
/// <param name="WorkerPid">The process id of its worker.</param>
/// <param name="PeerCount">The number of peers whose transports are on it.</param>
internal sealed record RouterTrace(string RouterId, int WorkerPid, int PeerCount);

/// <summary>A peer of the room.</summary>
internal sealed record PeerTrace
{
    public required string PeerId { get; init; }

    public required string UserId { get; init; }

    public required string? Name { get; init; }

    public required string? Role { get; init; }

    /// <summary>When the peer joined; null: it has not joined yet.</summary>
    public required DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Whether the client has a connection; otherwise the node waits for it to resume.</summary>
    public required bool Connected { get; init; }

    /// <summary>The number of transports and streams that are listed.</summary>
    [JsonIgnore]
    public int ObjectCount => Transports.Count + Producers.Count + Consumers.Count + DataProducers.Count + DataConsumers.Count;

    public IReadOnlyList<TransportTrace> Transports { get; init; } = [];

    public IReadOnlyList<StreamTrace> Producers { get; init; } = [];

    public IReadOnlyList<StreamTrace> Consumers { get; init; } = [];

    public IReadOnlyList<StreamTrace> DataProducers { get; init; } = [];

    public IReadOnlyList<StreamTrace> DataConsumers { get; init; } = [];

    /// <summary>The number of streams over the limit, which are not listed.</summary>
    public int Omitted { get; init; }

    /// <summary>Whether statistics or objects are missing because they did not arrive in time.</summary>
    public bool Partial { get; init; }
}

/// <summary>A transport of a peer.</summary>
/// <param name="Id">The transport id.</param>
/// <param name="Direction"><c>receive</c>: from the node to the client; <c>send</c>: from the client to the node.</param>
/// <param name="IceState">The state of ICE.</param>
/// <param name="DtlsState">The state of DTLS.</param>
/// <param name="SctpState">The state of SCTP; null: no data channels.</param>
/// <param name="Tuple">The selected addresses; null until ICE has connected.</param>
/// <param name="Stats">mediasoup's statistics of the transport; null: they were not requested, or did not arrive in time.</param>
internal sealed record TransportTrace(
    string Id, string Direction, IceState IceState, DtlsState DtlsState, SctpState? SctpState, TransportTuple? Tuple, JsonElement? Stats);

/// <summary>A producer or consumer of a peer.</summary>
internal sealed record StreamTrace
{
    public required string Id { get; init; }

    /// <summary>The producer that a consumer receives; null for producers.</summary>
    public string? ProducerId { get; init; }

    /// <summary><c>audio</c>, <c>video</c> or <c>data</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The application's name of the stream: the source of a producer, the label of a data channel.</summary>
    public string? Source { get; init; }

    public string? MimeType { get; init; }

    public bool Paused { get; init; }

    /// <summary>Whether the sender has paused the stream of a consumer.</summary>
    public bool? ProducerPaused { get; init; }

    /// <summary>mediasoup's score, 0 (worst) to 10; null: none yet.</summary>
    public int? Score { get; init; }

    /// <summary>The layers that a consumer receives; null: none, or not a layered stream.</summary>
    public ConsumerLayers? Layers { get; init; }

    /// <summary>mediasoup's statistics of the stream; null: they were not requested, or did not arrive in time.</summary>
    public JsonElement? Stats { get; init; }
}
