using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Functions.Http;

/// <summary>
/// JSON serialization of <c>/v1</c>: camelCase, enums as camelCase names, UTC times, non-ASCII letters not escaped; unknown fields are
/// rejected.
/// </summary>
public static class ApiJson
{
    /// <summary>The serializer options for requests.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The serializer options for responses. They allow more depth than for requests, since a list page wraps each item.</summary>
    public static JsonSerializerOptions AnswerOptions { get; } = new(Options) { MaxDepth = 64 };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
