using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signal.Mediasoup;

/// <summary>
/// The JSON form of this library's types, the one that mediasoup-client sends and expects: camelCase names, mediasoup's strings for
/// enumerations, absent instead of null. Reading passes over unknown members, takes null in an optional member for its absence, and
/// refuses wrong types and missing members.
/// </summary>
public static class MediasoupJson
{
    /// <summary>Options to read and write these types with. Read-only; copy them to add to them.</summary>
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
