using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The id of a WebRTC server. A string in JSON.</summary>
/// <param name="Value">The id as the worker knows it.</param>
[JsonConverter(typeof(ObjectIdConverter<WebRtcServerId>))]
public readonly record struct WebRtcServerId(string Value) : IObjectId<WebRtcServerId>
{
    /// <inheritdoc/>
    public static WebRtcServerId From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static WebRtcServerId New() => new(Guid.NewGuid().ToString());
}
