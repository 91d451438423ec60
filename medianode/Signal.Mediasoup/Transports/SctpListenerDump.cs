using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>How a transport maps messages to data producers.</summary>
public sealed record SctpListenerDump
{
    /// <summary>By SCTP stream id.</summary>
    public required ImmutableArray<KeyValue<ushort, DataProducerId>> StreamIdTable { get; init; }
}
