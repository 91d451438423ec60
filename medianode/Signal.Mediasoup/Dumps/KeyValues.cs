using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>An entry of a map with several values per key in a dump.</summary>
/// <typeparam name="TKey">The type of key.</typeparam>
/// <typeparam name="TValue">The type of value.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Values">The values.</param>
public readonly record struct KeyValues<TKey, TValue>(TKey Key, ImmutableArray<TValue> Values);
