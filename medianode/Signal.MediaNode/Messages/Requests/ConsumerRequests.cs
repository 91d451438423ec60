namespace Signal.MediaNode.Messages.Requests;

/// <summary><c>pauseConsumer</c>, <c>resumeConsumer</c>, <c>requestConsumerKeyFrame</c>, <c>getConsumerStats</c>.</summary>
internal sealed record ConsumerRequest : IRequest
{
    public required string ConsumerId { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Rules.Id("consumerId", ConsumerId);
}

/// <summary><c>setConsumerPreferredLayers</c>.</summary>
internal sealed record SetConsumerPreferredLayersRequest : IRequest
{
    public required string ConsumerId { get; init; }

    public required int SpatialLayer { get; init; }

    public int? TemporalLayer { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
    [
        .. Rules.Id("consumerId", ConsumerId),
        .. Rules.Range("spatialLayer", SpatialLayer, 0, 7),
        .. Rules.Range("temporalLayer", TemporalLayer, 0, 7),
    ];
}

/// <summary><c>setConsumerPriority</c>.</summary>
internal sealed record SetConsumerPriorityRequest : IRequest
{
    public required string ConsumerId { get; init; }

    /// <summary>1 to 255.</summary>
    public required int Priority { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => [.. Rules.Id("consumerId", ConsumerId), .. Rules.Range("priority", Priority, 1, 255)];
}
