using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>
/// Writes and reads an enumeration as mediasoup's strings, which <see cref="JsonStringEnumMemberNameAttribute"/> on each member defines.
/// Stricter than the framework's converter: only the exact string, no numbers, no lists.
/// </summary>
internal sealed class MediasoupEnumConverter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>
    : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Values = new(StringComparer.Ordinal);
    private static readonly Dictionary<TEnum, JsonEncodedText> Names = [];

    static MediasoupEnumConverter()
    {
        foreach (var member in typeof(TEnum).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var name = member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{typeof(TEnum).Name}.{member.Name} has no name on the wire.");
            var value = (TEnum)member.GetValue(null)!;
            Values.Add(name, value);
            Names.Add(value, JsonEncodedText.Encode(name));
        }
    }

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"Not one of: {string.Join(", ", Values.Keys)}.");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[value]);
}
