namespace Signal.Mediasoup;

/// <summary>The objects created by piping: a consumer and a producer, or a data consumer and a data producer.</summary>
public sealed record PipeToRouterResult
{
    /// <summary>The consumer in the original router.</summary>
    public Consumer? PipeConsumer { get; init; }

    /// <summary>The producer in the other router.</summary>
    public Producer? PipeProducer { get; init; }

    /// <summary>The data consumer in the original router.</summary>
    public DataConsumer? PipeDataConsumer { get; init; }

    /// <summary>The data producer in the other router.</summary>
    public DataProducer? PipeDataProducer { get; init; }
}
