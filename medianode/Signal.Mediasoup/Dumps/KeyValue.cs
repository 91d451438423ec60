namespace Signal.Mediasoup;

/// <summary>An entry of a map in a dump.</summary>
/// <typeparam name="TKey">The type of key.</typeparam>
/// <typeparam name="TValue">The type of value.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct KeyValue<TKey, TValue>(TKey Key, TValue Value);
