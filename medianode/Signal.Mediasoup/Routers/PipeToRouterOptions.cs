namespace Signal.Mediasoup;

/// <summary>
/// Options for piping a producer or a data producer to another router. Exactly one of <see cref="ProducerId"/> and
/// <see cref="DataProducerId"/> must be set. The transport options apply only to the first call for a pair of routers.
/// </summary>
public sealed record PipeToRouterOptions : SctpTransportOptions
{
    /// <summary>Whether to create an SCTP association. Default: true.</summary>
    public override bool EnableSctp { get; init; } = true;

    /// <summary>The id of the producer to pipe.</summary>
    public ProducerId? ProducerId { get; init; }

    /// <summary>The id of the data producer to pipe.</summary>
    public DataProducerId? DataProducerId { get; init; }

    /// <summary>The router to which it is piped.</summary>
    public required Router Router { get; init; }

    /// <summary>Whether the new producer keeps the id. This requires routers in different workers.</summary>
    public bool KeepId { get; init; } = true;

    /// <summary>The address on which the pipe transports listen. Default: 127.0.0.1 over UDP.</summary>
    public TransportListenInfo? ListenInfo { get; init; }

    /// <summary>Whether to use RTX and NACK between the routers.</summary>
    public bool EnableRtx { get; init; }

    /// <summary>Whether to use SRTP between the routers.</summary>
    public bool EnableSrtp { get; init; }

    /// <summary>
    /// Whether the new producer is also paused while the pipe's own consumer is. False: the new producer is paused with the original only,
    /// so that its consumers do not report a paused producer when just the pipe is paused.
    /// </summary>
    public bool PauseWithConsumer { get; init; } = true;
}
