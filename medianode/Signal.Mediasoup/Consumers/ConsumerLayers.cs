namespace Signal.Mediasoup;

/// <summary>A choice among the layers of simulcast or SVC.</summary>
public sealed record ConsumerLayers
{
    /// <summary>The spatial layer, from 0.</summary>
    public required byte SpatialLayer { get; init; }

    /// <summary>The temporal layer, from 0; the highest if not given.</summary>
    public byte? TemporalLayer { get; init; }
}
