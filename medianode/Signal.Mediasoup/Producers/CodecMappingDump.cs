namespace Signal.Mediasoup;

/// <summary>The mapping of a producer's codec.</summary>
public sealed record CodecMappingDump
{
    /// <summary>The producer's payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The router's payload type.</summary>
    public required byte MappedPayloadType { get; init; }
}
