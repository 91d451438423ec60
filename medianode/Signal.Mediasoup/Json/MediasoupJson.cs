using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signal.Mediasoup;

/// <summary>
/// The JSON serialization of this library's types, as mediasoup-client sends and expects it: camelCase names, mediasoup's strings for
/// enumerations, null members omitted. When reading, unknown members are ignored, null in an optional member counts as absent, and wrong
/// types and missing members are rejected.
/// </summary>
public static class MediasoupJson
{
    /// <summary>The serializer options. Read-only; copy them to extend them.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = JsonTypeInfoResolver
                .Combine(MediasoupJsonContext.Default, new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(NullAsAbsent.Apply),
        };
        options.MakeReadOnly();
        return options;
    }
}
