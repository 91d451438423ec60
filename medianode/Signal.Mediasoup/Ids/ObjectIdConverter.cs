using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Converts an id to and from a JSON string or property name.</summary>
internal sealed class ObjectIdConverter<TId> : JsonConverter<TId>
    where TId : struct, IObjectId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } value
            ? TId.From(value)
            : throw new JsonException("An id must be a string that is not empty.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
