using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.MediaNode.Messages;

/// <summary>Copies the JSON of a payload. A payload is only received.</summary>
internal sealed class PayloadConverter : JsonConverter<Payload>
{
    public override bool HandleNull => true;

    public override Payload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The document rents its buffers.
        using var document = JsonDocument.ParseValue(ref reader);
        return new Payload(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
    }

    public override void Write(Utf8JsonWriter writer, Payload value, JsonSerializerOptions options) => throw new NotSupportedException();
}
