namespace Signal.Mediasoup;

/// <summary>A selection of simulcast or SVC layers.</summary>
public sealed record ConsumerLayers
{
    /// <summary>The spatial layer, from 0.</summary>
    public required byte SpatialLayer { get; init; }

    /// <summary>The temporal layer, from 0; null: the highest.</summary>
    public byte? TemporalLayer { get; init; }
}
