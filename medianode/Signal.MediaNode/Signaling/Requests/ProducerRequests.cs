using System.Text.Json;
using Signal.Mediasoup;

namespace Signal.MediaNode.Signaling.Requests;

/// <summary><c>produce</c>.</summary>
internal sealed record ProduceRequest : IRequest
{
    public required string TransportId { get; init; }

    public required MediaKind Kind { get; init; }

    public required RtpParameters RtpParameters { get; init; }

    /// <summary>Free, but for <c>source</c>, which says what grant is needed.</summary>
    public JsonElement? AppData { get; init; }

    public bool Paused { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [.. Rules.Id("transportId", TransportId), .. Rules.Object("appData", AppData)];
}

/// <summary><c>closeProducer</c>, <c>pauseProducer</c>, <c>resumeProducer</c>, <c>getProducerStats</c>.</summary>
internal sealed record ProducerRequest : IRequest
{
    public required string ProducerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("producerId", ProducerId);
}
