using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The SCTP association of a transport, as the endpoint needs it to set its own side up.</summary>
public sealed record SctpParameters
{
    /// <summary>The transport's SCTP port.</summary>
    public required ushort Port { get; init; }

    /// <summary>The largest message that data consumers send, in bytes.</summary>
    public required uint MaxSendMessageSize { get; init; }

    /// <summary>The largest message that data producers may send, in bytes.</summary>
    public required uint MaxReceiveMessageSize { get; init; }

    /// <summary>The size of the send buffer, in bytes.</summary>
    public required uint SendBufferSize { get; init; }

    /// <summary>The limit on what one stream may have in the send queue, in bytes.</summary>
    public required uint PerStreamSendQueueLimit { get; init; }

    /// <summary>The largest receive window, in bytes.</summary>
    public required uint MaxReceiverWindowBufferSize { get; init; }

    /// <summary>Whether the streams are WebRTC data channels: true for WebRTC transports alone.</summary>
    public required bool IsDataChannel { get; init; }

    /// <summary>The number of outgoing streams, which older clients expect.</summary>
    [JsonPropertyName("OS")]
    public int OutgoingStreams { get; init; } = 65535;

    /// <summary>The greatest number of incoming streams, which older clients expect.</summary>
    [JsonPropertyName("MIS")]
    public int MaxIncomingStreams { get; init; } = 65535;

    /// <summary>The same as <see cref="MaxReceiveMessageSize"/>, under the name which older clients expect.</summary>
    public uint MaxMessageSize => MaxReceiveMessageSize;
}
