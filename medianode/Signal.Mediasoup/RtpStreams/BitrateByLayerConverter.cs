using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

internal sealed class BitrateByLayerConverter : JsonConverter<BitrateByLayer>
{
    public override BitrateByLayer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Bitrates by layer must be an object.");
        }

        var layers = new List<LayerBitrate>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var layer = reader.GetString()!;
            reader.Read();
            layers.Add(new LayerBitrate(layer, reader.GetInt64()));
        }

        return new BitrateByLayer([.. layers]);
    }

    public override void Write(Utf8JsonWriter writer, BitrateByLayer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (!value.Layers.IsDefault)
        {
            foreach (var (layer, bitrate) in value.Layers)
            {
                writer.WriteNumber(layer, bitrate);
            }
        }

        writer.WriteEndObject();
    }
}
