using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of an RTP observer. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<RtpObserverId>))]
public readonly record struct RtpObserverId(string Value) : IObjectId<RtpObserverId>
{
    /// <inheritdoc/>
    public static RtpObserverId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static RtpObserverId New() => new(Guid.NewGuid().ToString());
}
