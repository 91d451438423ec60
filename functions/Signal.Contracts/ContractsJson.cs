using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Contracts;

/// <summary>How every contract is written as JSON: camelCase, enums as camelCase names, nulls left out.</summary>
public static class ContractsJson
{
    /// <summary>The options. Unknown fields are ignored, so that newer senders and older readers get along.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = 32,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
