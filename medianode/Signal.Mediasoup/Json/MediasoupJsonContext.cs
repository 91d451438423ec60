using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Source-generated metadata, which avoids reflection for the first message.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RtpCapabilities))]
[JsonSerializable(typeof(ImmutableArray<RtpCodecCapability>))]
[JsonSerializable(typeof(RtpParameters))]
[JsonSerializable(typeof(SctpParameters))]
[JsonSerializable(typeof(SctpNegotiatedCapabilities))]
[JsonSerializable(typeof(SctpCapabilities))]
[JsonSerializable(typeof(SctpStreamParameters))]
internal sealed partial class MediasoupJsonContext : JsonSerializerContext;
