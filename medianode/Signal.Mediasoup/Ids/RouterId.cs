using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a router. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<RouterId>))]
public readonly record struct RouterId(string Value) : IObjectId<RouterId>
{
    /// <inheritdoc/>
    public static RouterId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static RouterId New() => new(Guid.NewGuid().ToString());
}
