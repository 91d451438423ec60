using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The recipients and the payload protocol id of a message.</summary>
public sealed record DataSendOptions
{
    /// <summary>The SCTP payload protocol id. Null: 51 for text and 53 for binary, or 56 and 57 when empty.</summary>
    public uint? PayloadProtocolId { get; init; }

    /// <summary>Only data consumers that receive at least one of these subchannels get the message. Empty: all data consumers.</summary>
    public ImmutableArray<ushort> Subchannels { get; init; } = [];

    /// <summary>Only data consumers that receive this subchannel get the message.</summary>
    public ushort? RequiredSubchannel { get; init; }

    /// <summary>Data consumers that receive this subchannel do not get the message.</summary>
    public ushort? IgnoredSubchannel { get; init; }
}
