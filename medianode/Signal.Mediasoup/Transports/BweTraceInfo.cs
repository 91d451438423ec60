namespace Signal.Mediasoup;

/// <summary>Details of a bandwidth estimation trace event. All bitrates are in bits per second.</summary>
public sealed record BweTraceInfo
{
    /// <summary>The type of estimation.</summary>
    public required BweType BweType { get; init; }

    /// <summary>The bitrate that the consumers could use.</summary>
    public required long DesiredBitrate { get; init; }

    /// <summary>The bitrate requested from the estimator.</summary>
    public required long EffectiveDesiredBitrate { get; init; }

    /// <summary>The minimum bitrate.</summary>
    public required long MinBitrate { get; init; }

    /// <summary>The maximum bitrate.</summary>
    public required long MaxBitrate { get; init; }

    /// <summary>The initial bitrate.</summary>
    public required long StartBitrate { get; init; }

    /// <summary>The maximum bitrate for probation.</summary>
    public required long MaxPaddingBitrate { get; init; }

    /// <summary>The estimated available bitrate.</summary>
    public required long AvailableBitrate { get; init; }
}
