using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The SCTP capabilities of an endpoint. mediasoup 3.27 negotiates streams itself and does not use them.</summary>
public sealed record SctpCapabilities
{
    /// <summary>The numbers of streams.</summary>
    public required NumSctpStreams NumStreams { get; init; }
}

/// <summary>Numbers of SCTP streams.</summary>
public sealed record NumSctpStreams
{
    /// <summary>The initial number of outgoing streams.</summary>
    [JsonPropertyName("OS")]
    public required int OutgoingStreams { get; init; }

    /// <summary>The maximum number of incoming streams.</summary>
    [JsonPropertyName("MIS")]
    public required int MaxIncomingStreams { get; init; }
}
