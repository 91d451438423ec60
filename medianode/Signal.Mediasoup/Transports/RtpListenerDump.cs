using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>How a transport maps packets to producers.</summary>
public sealed record RtpListenerDump
{
    /// <summary>By SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ProducerId>> SsrcTable { get; init; }

    /// <summary>By MID.</summary>
    public required ImmutableArray<KeyValue<string, ProducerId>> MidTable { get; init; }

    /// <summary>By RID.</summary>
    public required ImmutableArray<KeyValue<string, ProducerId>> RidTable { get; init; }
}
