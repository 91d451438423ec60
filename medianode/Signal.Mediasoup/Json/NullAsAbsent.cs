using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signal.Mediasoup;

/// <summary>
/// Reads null in an optional member as absent, as mediasoup does: MessagePack clients encode undefined as nil. For members of value types,
/// whose own converters reject null.
/// </summary>
internal static class NullAsAbsent
{
    public static void Apply(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!property.IsRequired && property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null)
            {
                property.CustomConverter ??= (JsonConverter)Activator.CreateInstance(
                    typeof(Converter<>).MakeGenericType(property.PropertyType))!;
            }
        }
    }

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct
    {
        private JsonConverter<T>? _inner;

        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? default : Inner(options).Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            Inner(options).Write(writer, value, options);

        private JsonConverter<T> Inner(JsonSerializerOptions options) => _inner ??= (JsonConverter<T>)options.GetConverter(typeof(T));
    }
}
