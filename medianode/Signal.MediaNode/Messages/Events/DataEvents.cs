using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Events;

/// <summary>A data consumer was created for this peer.</summary>
internal sealed record NewDataConsumer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PeerId,
    string DataProducerId,
    string Id,
    SctpStreamParameters SctpStreamParameters,
    string Label,
    string Protocol,
    JsonElement AppData) : IServerEvent
{
    public static string Name => "newDataConsumer";
}

/// <summary>A data consumer was closed.</summary>
internal sealed record DataConsumerClosed(string DataConsumerId) : IServerEvent
{
    public static string Name => "dataConsumerClosed";
}
