using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a data consumer. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<DataConsumerId>))]
public readonly record struct DataConsumerId(string Value) : IObjectId<DataConsumerId>
{
    /// <inheritdoc/>
    public static DataConsumerId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static DataConsumerId New() => new(Guid.NewGuid().ToString());
}
