using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>
/// The parameters of a codec or a header extension, in order (an SDP <c>a=fmtp</c> line). Immutable; names are case sensitive. Written as a
/// collection: <c>[("packetization-mode", 1), ("profile-level-id", "42e01f")]</c>.
/// </summary>
[JsonConverter(typeof(FormatParametersConverter))]
[CollectionBuilder(typeof(FormatParameters), nameof(Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Named after what it is in SDP")]
public sealed class FormatParameters : IReadOnlyCollection<(string Name, FormatParameterValue Value)>, IEquatable<FormatParameters>
{
    private readonly (string Name, FormatParameterValue Value)[] _items;

    private FormatParameters((string Name, FormatParameterValue Value)[] items) => _items = items;

    /// <summary>No parameters.</summary>
    public static FormatParameters Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>Gets the value of the parameter with that name, or <see langword="null"/>.</summary>
    /// <param name="name">The parameter's name.</param>
    public FormatParameterValue? this[string name] => TryGetValue(name, out var value) ? value : default(FormatParameterValue?);

    /// <summary>Creates a set of parameters. If a name occurs twice, the later value replaces the first one in place.</summary>
    /// <param name="items">Names and values.</param>
    public static FormatParameters Create(ReadOnlySpan<(string Name, FormatParameterValue Value)> items)
    {
        if (items.IsEmpty)
        {
            return Empty;
        }

        var list = new List<(string Name, FormatParameterValue Value)>(items.Length);
        foreach (var item in items)
        {
            ArgumentNullException.ThrowIfNull(item.Name);
            Put(list, item);
        }

        return new FormatParameters([.. list]);
    }

    /// <summary>Gets the value of a parameter.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether the parameter exists.</returns>
    public bool TryGetValue(string name, out FormatParameterValue value)
    {
        foreach (var item in _items)
        {
            if (string.Equals(item.Name, name, StringComparison.Ordinal))
            {
                value = item.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Returns a copy with one parameter set.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    public FormatParameters With(string name, FormatParameterValue value) => Merge([(name, value)]);

    /// <summary>Returns a copy without one parameter.</summary>
    /// <param name="name">The parameter's name.</param>
    public FormatParameters Without(string name)
    {
        var index = Array.FindIndex(_items, item => string.Equals(item.Name, name, StringComparison.Ordinal));
        return index < 0 ? this : new FormatParameters([.. _items.AsSpan(0, index), .. _items.AsSpan(index + 1)]);
    }

    /// <summary>Returns a copy with all parameters of <paramref name="other"/> set.</summary>
    /// <param name="other">The parameters that take precedence.</param>
    public FormatParameters Merge(FormatParameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return this;
        }

        if (Count == 0)
        {
            return other;
        }

        var list = new List<(string Name, FormatParameterValue Value)>(_items.Length + other.Count);
        list.AddRange(_items);
        foreach (var item in other._items)
        {
            Put(list, item);
        }

        return new FormatParameters([.. list]);
    }

    /// <summary>Returns the parameters as a span, in order.</summary>
    public ReadOnlySpan<(string Name, FormatParameterValue Value)> AsSpan() => _items;

    /// <summary>Compares names and values, regardless of their order.</summary>
    /// <param name="other">The other parameters.</param>
    public bool Equals(FormatParameters? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Count != Count)
        {
            return false;
        }

        foreach (var (name, value) in _items)
        {
            if (!other.TryGetValue(name, out var theirs) || theirs != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FormatParameters);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (name, value) in _items)
        {
            hash ^= HashCode.Combine(name, value);
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<(string Name, FormatParameterValue Value)> GetEnumerator() =>
        ((IEnumerable<(string Name, FormatParameterValue Value)>)_items).GetEnumerator();

    /// <summary>Returns the parameters as written in an SDP line.</summary>
    public override string ToString() => string.Join(';', _items.Select(item => $"{item.Name}={item.Value}"));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Put(List<(string Name, FormatParameterValue Value)> list, (string Name, FormatParameterValue Value) item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i].Name, item.Name, StringComparison.Ordinal))
            {
                list[i] = item;
                return;
            }
        }

        list.Add(item);
    }
}
