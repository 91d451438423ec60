using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>SCTP capabilities of an endpoint. mediasoup 3.27 negotiates streams by itself and needs none of it.</summary>
public sealed record SctpCapabilities
{
    /// <summary>The numbers of streams.</summary>
    public required NumSctpStreams NumStreams { get; init; }
}

/// <summary>Numbers of SCTP streams.</summary>
public sealed record NumSctpStreams
{
    /// <summary>The number of outgoing streams at first.</summary>
    [JsonPropertyName("OS")]
    public required int OutgoingStreams { get; init; }

    /// <summary>The greatest number of incoming streams.</summary>
    [JsonPropertyName("MIS")]
    public required int MaxIncomingStreams { get; init; }
}
