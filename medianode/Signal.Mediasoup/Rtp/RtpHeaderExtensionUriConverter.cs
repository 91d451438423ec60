using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

internal sealed class RtpHeaderExtensionUriConverter : JsonConverter<RtpHeaderExtensionUri>
{
    public override RtpHeaderExtensionUri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new RtpHeaderExtensionUri(reader.GetString()!)
            : throw new JsonException("A header extension's uri must be a string.");

    public override void Write(Utf8JsonWriter writer, RtpHeaderExtensionUri value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
