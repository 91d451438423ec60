using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>The options of all transports.</summary>
public abstract record TransportOptions
{
    private protected TransportOptions()
    {
    }

    /// <summary>The largest message that data consumers send, in bytes.</summary>
    public uint MaxSendMessageSize { get; init; } = 262144;

    /// <summary>The largest message that data producers accept, in bytes.</summary>
    public uint MaxReceiveMessageSize { get; init; } = 262144;

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }
}
