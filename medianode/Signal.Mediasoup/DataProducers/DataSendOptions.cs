using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>Who is to get a message, and what it is.</summary>
public sealed record DataSendOptions
{
    /// <summary>The SCTP payload protocol id. Without it, 51 for text and 53 for bytes, or 56 and 57 when empty.</summary>
    public uint? PayloadProtocolId { get; init; }

    /// <summary>Only data consumers that listen to one of these get the message; without any, all do.</summary>
    public ImmutableArray<ushort> Subchannels { get; init; } = [];

    /// <summary>Only data consumers that listen to this one get the message.</summary>
    public ushort? RequiredSubchannel { get; init; }

    /// <summary>Data consumers that listen to this one do not get the message.</summary>
    public ushort? IgnoredSubchannel { get; init; }
}
