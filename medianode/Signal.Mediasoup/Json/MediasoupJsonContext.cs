using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Generated metadata, so that the first message costs no reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RtpCapabilities))]
[JsonSerializable(typeof(ImmutableArray<RtpCodecCapability>))]
[JsonSerializable(typeof(RtpParameters))]
[JsonSerializable(typeof(SctpParameters))]
[JsonSerializable(typeof(SctpNegotiatedCapabilities))]
[JsonSerializable(typeof(SctpCapabilities))]
[JsonSerializable(typeof(SctpStreamParameters))]
internal sealed partial class MediasoupJsonContext : JsonSerializerContext;
