namespace Signal.Mediasoup;

/// <summary>
/// How to pipe a producer or a data producer to another router. Exactly one of <see cref="ProducerId"/> and
/// <see cref="DataProducerId"/> must be given. What concerns the transports counts in the first call for a pair of routers.
/// </summary>
public sealed record PipeToRouterOptions : SctpTransportOptions
{
    /// <summary>Whether to set an SCTP association up. True unless set.</summary>
    public override bool EnableSctp { get; init; } = true;

    /// <summary>The producer to pipe.</summary>
    public ProducerId? ProducerId { get; init; }

    /// <summary>The data producer to pipe.</summary>
    public DataProducerId? DataProducerId { get; init; }

    /// <summary>The router to pipe it to.</summary>
    public required Router Router { get; init; }

    /// <summary>Whether the new producer has the id of the old one. Then the two routers must be in different workers.</summary>
    public bool KeepId { get; init; } = true;

    /// <summary>Where the pair of pipe transports listens. Without it, 127.0.0.1 over UDP.</summary>
    public TransportListenInfo? ListenInfo { get; init; }

    /// <summary>Whether to use RTX and NACK between the routers.</summary>
    public bool EnableRtx { get; init; }

    /// <summary>Whether to use SRTP between the routers.</summary>
    public bool EnableSrtp { get; init; }
}
