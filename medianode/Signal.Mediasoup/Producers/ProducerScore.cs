namespace Signal.Mediasoup;

/// <summary>The score of one stream of a producer.</summary>
public sealed record ProducerScore
{
    /// <summary>The index of the encoding.</summary>
    public required uint EncodingIdx { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The RID, if there is one.</summary>
    public string? Rid { get; init; }

    /// <summary>The score, from 0 (nothing arrives) to 10.</summary>
    public required byte Score { get; init; }
}
