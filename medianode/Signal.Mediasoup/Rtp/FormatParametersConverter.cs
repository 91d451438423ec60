using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

internal sealed class FormatParametersConverter : JsonConverter<FormatParameters>
{
    public override FormatParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Parameters must be an object.");
        }

        var items = new List<(string Name, FormatParameterValue Value)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            items.Add(reader.TokenType switch
            {
                JsonTokenType.String => (name, reader.GetString()!),
                JsonTokenType.Number when reader.GetDouble() is var number && double.IsFinite(number) => (name, number),
                _ => throw new JsonException($"Parameter '{name}' must be a string or a finite number."),
            });
        }

        return FormatParameters.Create(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
    }

    public override void Write(Utf8JsonWriter writer, FormatParameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, parameter) in value.AsSpan())
        {
            writer.WritePropertyName(name);
            if (!parameter.IsNumber)
            {
                writer.WriteStringValue(parameter.Text);
            }
            else if (double.IsInteger(parameter.Number) && Math.Abs(parameter.Number) < 1e15)
            {
                writer.WriteNumberValue((long)parameter.Number);
            }
            else
            {
                writer.WriteNumberValue(parameter.Number);
            }
        }

        writer.WriteEndObject();
    }
}
