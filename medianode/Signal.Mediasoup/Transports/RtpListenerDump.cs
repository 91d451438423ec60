using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The tables with which a transport maps RTP packets to producers.</summary>
public sealed record RtpListenerDump
{
    /// <summary>Producers by SSRC.</summary>
    public required ImmutableArray<KeyValue<uint, ProducerId>> SsrcTable { get; init; }

    /// <summary>Producers by MID.</summary>
    public required ImmutableArray<KeyValue<string, ProducerId>> MidTable { get; init; }

    /// <summary>Producers by RID.</summary>
    public required ImmutableArray<KeyValue<string, ProducerId>> RidTable { get; init; }
}
