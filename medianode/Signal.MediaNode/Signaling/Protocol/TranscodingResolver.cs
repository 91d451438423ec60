using MessagePack;
using MessagePack.Formatters;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>Resolves the transcoding formatter for every type.</summary>
internal sealed class TranscodingResolver : IFormatterResolver
{
    public static readonly TranscodingResolver Instance = new();

    /// <inheritdoc/>
    public IMessagePackFormatter<T> GetFormatter<T>() => TranscodingFormatter<T>.Instance;
}
