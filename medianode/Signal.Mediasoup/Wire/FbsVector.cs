using Google.FlatBuffers;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes a vector of tables without an intermediate array.</summary>
internal static class FbsVector
{
    public const int StackLimit = 64;

    public static VectorOffset Write(FlatBufferBuilder builder, ReadOnlySpan<int> offsets)
    {
        builder.StartVector(sizeof(int), offsets.Length, sizeof(int));
        for (var i = offsets.Length - 1; i >= 0; i--)
        {
            builder.AddOffset(offsets[i]);
        }

        return builder.EndVector();
    }
}
