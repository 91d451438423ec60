using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FBS.Common;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads vectors of the channel's messages.</summary>
internal static class Vectors
{
    public static ImmutableArray<T> Read<TTable, T>(TTable table, int length, Func<TTable, int, T> read)
    {
        if (length == 0)
        {
            return [];
        }

        // An element takes at least one byte of the message: a greater length is invalid and must not cause an allocation.
        if ((uint)length > WorkerChannel.MaxMessageLength)
        {
            throw new InvalidDataException($"Invalid vector length {length}.");
        }

        var items = new T[length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(table, i);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    public static byte[] Bytes(ArraySegment<byte>? bytes) => bytes is { Count: > 0 } segment ? segment.ToArray() : [];

    public static KeyValue<TKey, TValue> Pair<TKey, TValue>(StringString pair)
        where TKey : struct, IObjectId<TKey>
        where TValue : struct, IObjectId<TValue> =>
        new(TKey.From(pair.Key), TValue.From(pair.Value));

    public static KeyValue<string, TValue> Named<TValue>(StringString pair)
        where TValue : struct, IObjectId<TValue> =>
        new(pair.Key, TValue.From(pair.Value));

    public static KeyValue<uint, TValue> Numbered<TValue>(Uint32String pair)
        where TValue : struct, IObjectId<TValue> =>
        new(pair.Key, TValue.From(pair.Value));

    public static KeyValues<TKey, TValue> Group<TKey, TValue>(StringStringArray group)
        where TKey : struct, IObjectId<TKey>
        where TValue : struct, IObjectId<TValue> =>
        new(TKey.From(group.Key), Read(group, group.ValuesLength, static (g, i) => TValue.From(g.Values(i))));
}
