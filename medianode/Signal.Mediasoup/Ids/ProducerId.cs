using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a producer. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<ProducerId>))]
public readonly record struct ProducerId(string Value) : IObjectId<ProducerId>
{
    /// <inheritdoc/>
    public static ProducerId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static ProducerId New() => new(Guid.NewGuid().ToString());
}
