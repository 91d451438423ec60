using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The SCTP parameters of a transport, from which the endpoint creates its side of the association.</summary>
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

    /// <summary>The maximum amount of data that one stream can have in the send queue, in bytes.</summary>
    public required uint PerStreamSendQueueLimit { get; init; }

    /// <summary>The largest receive window, in bytes.</summary>
    public required uint MaxReceiverWindowBufferSize { get; init; }

    /// <summary>Whether the streams are WebRTC data channels: true only for WebRTC transports.</summary>
    public required bool IsDataChannel { get; init; }

    /// <summary>The number of outgoing streams, expected by older clients.</summary>
    [JsonPropertyName("OS")]
    public int OutgoingStreams { get; init; } = 65535;

    /// <summary>The maximum number of incoming streams, expected by older clients.</summary>
    [JsonPropertyName("MIS")]
    public int MaxIncomingStreams { get; init; } = 65535;

    /// <summary>The same as <see cref="MaxReceiveMessageSize"/>, under the name that older clients expect.</summary>
    public uint MaxMessageSize => MaxReceiveMessageSize;
}
