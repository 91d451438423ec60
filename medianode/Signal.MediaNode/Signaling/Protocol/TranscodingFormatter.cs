using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>Writes and reads any type as the MessagePack form of its JSON, so that the hub has a single wire model.</summary>
internal sealed class TranscodingFormatter<T> : IMessagePackFormatter<T>
{
    public static readonly TranscodingFormatter<T> Instance = new();

    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        if (value is JsonElement element)
        {
            MessagePackTranscoder.Write(ref writer, element);
            return;
        }

        // Some results and arguments of server methods are declared as object: the runtime type is used. The document rents its buffers.
        using var json = JsonSerializer.SerializeToDocument(value, value?.GetType() ?? typeof(T), HubJson.Options);
        MessagePackTranscoder.Write(ref writer, json.RootElement);
    }

    /// <inheritdoc/>
    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (typeof(T) == typeof(Payload))
        {
            return (T)(object)new Payload(MessagePackTranscoder.ReadJson(ref reader));
        }

        var element = MessagePackTranscoder.Read(ref reader);
        return element is T same ? same : element.Deserialize<T>(HubJson.Options)!;
    }
}
