using Google.FlatBuffers;

namespace Signal.Mediasoup.Channel;

/// <summary>Keeps one builder per thread: a message is built and copied out without another being begun.</summary>
internal static class Builders
{
    private const int KeptLength = 64 * 1024;

    [ThreadStatic]
    private static FlatBufferBuilder? _builder;

    public static FlatBufferBuilder Rent()
    {
        var builder = _builder ?? new FlatBufferBuilder(1024);
        _builder = null;
        return builder;
    }

    public static void Return(FlatBufferBuilder builder)
    {
        if (builder.DataBuffer.Length <= KeptLength)
        {
            builder.Clear();
            _builder = builder;
        }
    }

    /// <summary>The finished message, its length prefix included.</summary>
    public static ReadOnlySpan<byte> Frame(FlatBufferBuilder builder)
    {
        var buffer = builder.DataBuffer;
        return buffer.ToArraySegment(buffer.Position, buffer.Length - buffer.Position);
    }
}
