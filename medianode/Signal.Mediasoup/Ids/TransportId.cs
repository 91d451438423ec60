using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a transport. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<TransportId>))]
public readonly record struct TransportId(string Value) : IObjectId<TransportId>
{
    /// <inheritdoc/>
    public static TransportId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static TransportId New() => new(Guid.NewGuid().ToString());
}
