using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>What all kinds of transport can be given.</summary>
public abstract record TransportOptions
{
    private protected TransportOptions()
    {
    }

    /// <summary>The largest message that data consumers send, in bytes.</summary>
    public uint MaxSendMessageSize { get; init; } = 262144;

    /// <summary>The largest message that data producers take, in bytes.</summary>
    public uint MaxReceiveMessageSize { get; init; } = 262144;

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }
}
