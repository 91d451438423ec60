namespace Signal.Mediasoup;

/// <summary>The bitrate of one layer.</summary>
/// <param name="Layer">The layer, such as <c>0.1</c>: spatial layer 0, temporal layer 1.</param>
/// <param name="Bitrate">The bitrate, in bits per second.</param>
public readonly record struct LayerBitrate(string Layer, long Bitrate);
