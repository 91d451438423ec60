using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a consumer. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<ConsumerId>))]
public readonly record struct ConsumerId(string Value) : IObjectId<ConsumerId>
{
    /// <inheritdoc/>
    public static ConsumerId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static ConsumerId New() => new(Guid.NewGuid().ToString());
}
