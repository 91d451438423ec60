using System.Text.Json;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>produceData</c>.</summary>
internal sealed record ProduceDataRequest : IRequest
{
    public required string TransportId { get; init; }

    public required SctpStreamParameters SctpStreamParameters { get; init; }

    public string? Label { get; init; }

    public string? Protocol { get; init; }

    public JsonElement? AppData { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
    [
        .. Rules.Id("transportId", TransportId),
        .. Rules.Text("label", Label),
        .. Rules.Text("protocol", Protocol),
        .. Rules.Object("appData", AppData),
    ];
}

/// <summary><c>closeDataProducer</c>, <c>getDataProducerStats</c>.</summary>
internal sealed record DataProducerRequest : IRequest
{
    public required string DataProducerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("dataProducerId", DataProducerId);
}

/// <summary><c>getDataConsumerStats</c>.</summary>
internal sealed record DataConsumerRequest : IRequest
{
    public required string DataConsumerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("dataConsumerId", DataConsumerId);
}
