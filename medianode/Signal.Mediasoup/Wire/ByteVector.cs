using System.Runtime.InteropServices;
using Google.FlatBuffers;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes a vector of bytes.</summary>
internal static class ByteVector
{
    public static VectorOffset Write(FlatBufferBuilder builder, ReadOnlyMemory<byte> bytes)
    {
        builder.StartVector(1, bytes.Length, 1);
        builder.Add(MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray()));
        return builder.EndVector();
    }
}
