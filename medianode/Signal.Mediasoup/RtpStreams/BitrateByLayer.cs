using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>
/// The bitrates of an RTP stream's layers. In JSON an object with names such as <c>0.1</c>: spatial layer 0, temporal layer 1.
/// </summary>
/// <param name="Layers">The layers for which packets were received.</param>
[JsonConverter(typeof(BitrateByLayerConverter))]
public readonly record struct BitrateByLayer(ImmutableArray<LayerBitrate> Layers);
