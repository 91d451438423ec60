namespace Signal.Mediasoup;

/// <summary>The mapping of a producer's encoding.</summary>
public sealed record EncodingMappingDump
{
    /// <summary>The producer's RID, if there is one.</summary>
    public string? Rid { get; init; }

    /// <summary>The producer's SSRC, if it is known.</summary>
    public uint? Ssrc { get; init; }

    /// <summary>The router's SSRC.</summary>
    public required uint MappedSsrc { get; init; }
}
