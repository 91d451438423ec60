using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Events;

/// <summary>A consumer was made for this peer, paused. It runs once the client has answered.</summary>
internal sealed record NewConsumer(
    string PeerId,
    string ProducerId,
    string Id,
    MediaKind Kind,
    RtpParameters RtpParameters,
    ConsumerType Type,
    JsonElement AppData,
    bool ProducerPaused) : IServerEvent
{
    public static string Name => "newConsumer";
}

/// <summary>How well a consumer reaches this peer.</summary>
internal sealed record ConsumerScored(string ConsumerId, ConsumerScore Score) : IServerEvent
{
    public static string Name => "consumerScore";
}

/// <summary>What the consumer showed is gone.</summary>
internal sealed record ConsumerClosed(string ConsumerId) : IServerEvent
{
    public static string Name => "consumerClosed";
}

/// <summary>The consumer's producer was paused.</summary>
internal sealed record ConsumerPaused(string ConsumerId) : IServerEvent
{
    public static string Name => "consumerPaused";
}

/// <summary>The consumer's producer was resumed.</summary>
internal sealed record ConsumerResumed(string ConsumerId) : IServerEvent
{
    public static string Name => "consumerResumed";
}

/// <summary>The consumer shows other layers now; null: none.</summary>
internal sealed record ConsumerLayersChanged(
    string ConsumerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? SpatialLayer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? TemporalLayer) : IServerEvent
{
    public static string Name => "consumerLayersChanged";
}

/// <summary>What the node takes this peer's downlink for, in bits per second.</summary>
internal sealed record DownlinkBwe(long DesiredBitrate, long EffectiveDesiredBitrate, long AvailableBitrate) : IServerEvent
{
    public static string Name => "downlinkBwe";
}
