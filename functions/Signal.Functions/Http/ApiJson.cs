using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Functions.Http;

/// <summary>How <c>/v1</c> reads and writes JSON: camelCase, enums as camelCase names, UTC times, letters as they are; fields that it does not know are refused.</summary>
public static class ApiJson
{
    /// <summary>The options for requests.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The options for answers: what was read as deep as allowed is written within a page of a list.</summary>
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
