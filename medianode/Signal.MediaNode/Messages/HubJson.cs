using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages;

/// <summary>The one wire model of the hub. The MessagePack encoding is made from it, so that both protocols say the same.</summary>
internal static class HubJson
{
    /// <summary>mediasoup's JSON, and our own enumerations as camelCase names. Unknown members are passed over.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(MediasoupJson.Options)
        {
            MaxDepth = 32,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
