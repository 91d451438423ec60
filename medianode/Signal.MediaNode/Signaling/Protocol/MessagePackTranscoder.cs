using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using MessagePack;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>
/// Transcodes JSON values to MessagePack and back. Binary data becomes base64 text; values without a JSON form are rejected.
/// </summary>
internal static class MessagePackTranscoder
{
    private const int MaxDepth = 32;
    private const byte Escape = (byte)'\\';

    /// <summary>Writes a JSON value.</summary>
    public static void Write(ref MessagePackWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(value.GetPropertyCount());
                foreach (var member in value.EnumerateObject())
                {
                    WriteName(ref writer, member);
                    Write(ref writer, member.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                {
                    Write(ref writer, item);
                }

                break;
            case JsonValueKind.String:
                WriteText(ref writer, value);
                break;
            case JsonValueKind.Number:
                WriteNumber(ref writer, value);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(value.GetBoolean());
                break;
            default:
                writer.WriteNil();
                break;
        }
    }

    /// <summary>Reads one value.</summary>
    /// <remarks>Throws <c>MessagePackSerializationException</c> when the value has no JSON form, or nests too deep.</remarks>
    public static JsonElement Read(ref MessagePackReader reader)
    {
        var written = new Utf8JsonReader(ReadJson(ref reader).Span);
        return JsonElement.ParseValue(ref written);
    }

    /// <summary>Reads one value as JSON.</summary>
    /// <remarks>Throws as <see cref="Read"/> does.</remarks>
    public static ReadOnlyMemory<byte> ReadJson(ref MessagePackReader reader)
    {
        // Names and text have two quotes and a separator more in JSON.
        var length = (int)reader.Sequence.Slice(reader.Position).Length;
        var buffer = new ArrayBufferWriter<byte>(Math.Max(1, length + (length / 2)));
        using (var json = new Utf8JsonWriter(buffer))
        {
            Copy(ref reader, json, MaxDepth);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>JSON text without escapes has the same bytes as its MessagePack form.</summary>
    private static void WriteName(ref MessagePackWriter writer, JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Contains(Escape))
        {
            writer.Write(member.Name);
        }
        else
        {
            writer.WriteString(raw);
        }
    }

    private static void WriteText(ref MessagePackWriter writer, JsonElement text)
    {
        var quoted = JsonMarshal.GetRawUtf8Value(text);
        if (quoted.Contains(Escape))
        {
            writer.Write(text.GetString());
        }
        else
        {
            writer.WriteString(quoted[1..^1]);
        }
    }

    private static void WriteNumber(ref MessagePackWriter writer, JsonElement value)
    {
        if (value.TryGetInt64(out var whole))
        {
            writer.Write(whole);
        }
        else if (value.TryGetUInt64(out var large))
        {
            writer.Write(large);
        }
        else
        {
            writer.Write(value.GetDouble());
        }
    }

    private static void Copy(ref MessagePackReader reader, Utf8JsonWriter json, int depth)
    {
        if (depth == 0)
        {
            throw new MessagePackSerializationException("The value is nested too deeply.");
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map:
                CopyMap(ref reader, json, depth);
                break;
            case MessagePackType.Array:
                json.WriteStartArray();
                for (var left = reader.ReadArrayHeader(); left > 0; left--)
                {
                    Copy(ref reader, json, depth - 1);
                }

                json.WriteEndArray();
                break;
            case MessagePackType.String:
                json.WriteStringValue(reader.ReadString());
                break;
            case MessagePackType.Integer when IsNegative(reader.NextCode):
                json.WriteNumberValue(reader.ReadInt64());
                break;
            case MessagePackType.Integer:
                json.WriteNumberValue(reader.ReadUInt64());
                break;
            case MessagePackType.Float:
                CopyFloat(ref reader, json);
                break;
            case MessagePackType.Boolean:
                json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                json.WriteNullValue();
                break;
            case MessagePackType.Binary:
                json.WriteBase64StringValue(reader.ReadBytes()!.Value.ToArray());
                break;
            default:
                throw new MessagePackSerializationException("The value has a type that JSON does not support.");
        }
    }

    private static void CopyMap(ref MessagePackReader reader, Utf8JsonWriter json, int depth)
    {
        json.WriteStartObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (reader.NextMessagePackType != MessagePackType.String)
            {
                throw new MessagePackSerializationException("The keys of a map must be text.");
            }

            json.WritePropertyName(reader.ReadString()!);
            Copy(ref reader, json, depth - 1);
        }

        json.WriteEndObject();
    }

    private static void CopyFloat(ref MessagePackReader reader, Utf8JsonWriter json)
    {
        var number = reader.ReadDouble();
        if (!double.IsFinite(number))
        {
            throw new MessagePackSerializationException("The number is not finite.");
        }

        // Clients in languages with a single number type send integers as floats.
        if (double.IsInteger(number) && Math.Abs(number) < 1L << 53)
        {
            json.WriteNumberValue((long)number);
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private static bool IsNegative(byte code) =>
        code is >= MessagePackCode.MinNegativeFixInt or MessagePackCode.Int8 or MessagePackCode.Int16 or MessagePackCode.Int32 or MessagePackCode.Int64;
}
