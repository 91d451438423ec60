using Google.FlatBuffers;

namespace Signal.Mediasoup.Channel;

/// <summary>One cached FlatBuffers builder per thread: a message is built and copied before the next one is started.</summary>
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

    /// <summary>Returns the finished message, including its length prefix.</summary>
    public static ReadOnlySpan<byte> Frame(FlatBufferBuilder builder)
    {
        var buffer = builder.DataBuffer;
        return buffer.ToArraySegment(buffer.Position, buffer.Length - buffer.Position);
    }
}
