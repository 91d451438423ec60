using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Signal.Mediasoup;

namespace Signal.MediaNode.Messages;

/// <summary>The wire model of the hub. MessagePack is transcoded from it, so that both protocols carry the same data.</summary>
internal static class HubJson
{
    /// <summary>mediasoup's JSON options, with this node's enumerations as camelCase names. Unknown members are ignored.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(MediasoupJson.Options)
        {
            MaxDepth = 32,

            // Not within HTML: names in most of the world's scripts would be twice as long.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

            // Not mediasoup's metadata: it accepts null for lists, which Payload has removed, at the price of a serializer call for each list; and it
            // boxes each member of an object that is read.
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
