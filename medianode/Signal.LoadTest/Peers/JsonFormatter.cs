using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;

namespace Signal.LoadTest.Peers;

/// <summary>Reads and writes any type as the MessagePack form of its JSON, so that both hub protocols have one model.</summary>
internal sealed class JsonFormatter<T> : IMessagePackFormatter<T>
{
    public static readonly JsonFormatter<T> Instance = new();

    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
        MessagePackSerializer.ConvertFromJson(JsonSerializer.Serialize(value, value?.GetType() ?? typeof(T)), ref writer, options);

    /// <inheritdoc/>
    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        using var text = new StringWriter();
        MessagePackSerializer.ConvertToJson(ref reader, text, options);
        return JsonSerializer.Deserialize<T>(text.ToString())!;
    }
}

/// <summary>Resolves the JSON formatter for every type.</summary>
internal sealed class JsonResolver : IFormatterResolver
{
    public static readonly JsonResolver Instance = new();

    /// <inheritdoc/>
    public IMessagePackFormatter<T> GetFormatter<T>() => JsonFormatter<T>.Instance;
}
