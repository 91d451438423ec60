using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Signal.ServiceBusEmulator.Entities;

/// <summary>Converts ISO 8601 durations, as in the deployment template: <c>PT30S</c>, <c>P1D</c>.</summary>
internal sealed class Iso8601DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? string.Empty;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException error)
        {
            throw new JsonException($"'{text}' is not a duration such as PT30S", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
}
