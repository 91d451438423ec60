using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The table with which a transport maps messages to data producers.</summary>
public sealed record SctpListenerDump
{
    /// <summary>Data producers by SCTP stream id.</summary>
    public required ImmutableArray<KeyValue<ushort, DataProducerId>> StreamIdTable { get; init; }
}
