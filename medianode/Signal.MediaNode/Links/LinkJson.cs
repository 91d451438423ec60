using System.Text.Json.Serialization;

namespace Signal.MediaNode.Links;

/// <summary>Source-generated JSON of the protocol's own messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(LinkFrame))]
internal sealed partial class LinkJson : JsonSerializerContext;
