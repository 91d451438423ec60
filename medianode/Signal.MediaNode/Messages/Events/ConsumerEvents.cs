using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Events;

/// <summary>A consumer was created for this peer, paused. It is resumed once the client has answered.</summary>
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

/// <summary>The score of a consumer changed: how well the stream reaches this peer.</summary>
internal sealed record ConsumerScored(string ConsumerId, ConsumerScore Score) : IServerEvent
{
    public static string Name => "consumerScore";
}

/// <summary>A consumer was closed.</summary>
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

/// <summary>The layers that the consumer receives changed; null: none.</summary>
internal sealed record ConsumerLayersChanged(
    string ConsumerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? SpatialLayer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? TemporalLayer) : IServerEvent
{
    public static string Name => "consumerLayersChanged";
}

/// <summary>The estimated downlink bandwidth of this peer, in bits per second.</summary>
internal sealed record DownlinkBwe(long DesiredBitrate, long EffectiveDesiredBitrate, long AvailableBitrate) : IServerEvent
{
    public static string Name => "downlinkBwe";
}
