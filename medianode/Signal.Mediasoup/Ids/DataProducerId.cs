using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a data producer. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<DataProducerId>))]
public readonly record struct DataProducerId(string Value) : IObjectId<DataProducerId>
{
    /// <inheritdoc/>
    public static DataProducerId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static DataProducerId New() => new(Guid.NewGuid().ToString());
}
