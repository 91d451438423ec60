using System.Text.Json;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>produce</c>.</summary>
internal sealed record ProduceRequest : IRequest
{
    public required string TransportId { get; init; }

    public required MediaKind Kind { get; init; }

    public required RtpParameters RtpParameters { get; init; }

    /// <summary>Data of the application. Only <c>source</c> has a meaning: it determines the required grant.</summary>
    public JsonElement? AppData { get; init; }

    public bool Paused { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        // The worker does not verify the kind, and grants depend on it.
        if (RtpParameters.Codecs.Any(codec => !codec.MimeType.StartsWith($"{Kind}/", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "'rtpParameters' must contain only codecs of the given kind.";
        }

        foreach (var problem in (string[])[.. Rules.Id("transportId", TransportId), .. Rules.Object("appData", AppData)])
        {
            yield return problem;
        }
    }
}

/// <summary><c>closeProducer</c>, <c>pauseProducer</c>, <c>resumeProducer</c>, <c>getProducerStats</c>.</summary>
internal sealed record ProducerRequest : IRequest
{
    public required string ProducerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("producerId", ProducerId);
}
