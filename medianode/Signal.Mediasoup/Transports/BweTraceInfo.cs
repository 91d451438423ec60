namespace Signal.Mediasoup;

/// <summary>One bandwidth estimation. All rates are bits per second.</summary>
public sealed record BweTraceInfo
{
    /// <summary>The kind of estimation.</summary>
    public required BweType BweType { get; init; }

    /// <summary>What the consumers could use.</summary>
    public required long DesiredBitrate { get; init; }

    /// <summary>What was asked of the estimator.</summary>
    public required long EffectiveDesiredBitrate { get; init; }

    /// <summary>The lower limit.</summary>
    public required long MinBitrate { get; init; }

    /// <summary>The upper limit.</summary>
    public required long MaxBitrate { get; init; }

    /// <summary>The first guess.</summary>
    public required long StartBitrate { get; init; }

    /// <summary>The most that may be spent on probation.</summary>
    public required long MaxPaddingBitrate { get; init; }

    /// <summary>The estimate.</summary>
    public required long AvailableBitrate { get; init; }
}
