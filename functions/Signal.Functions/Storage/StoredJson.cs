using System.Text.Encodings.Web;
using System.Text.Json;
using Signal.Contracts;

namespace Signal.Functions.Storage;

/// <summary>JSON in table properties: as the contracts are written, but with letters of all languages as they are, since a property holds 32 Ki characters.</summary>
internal static class StoredJson
{
    /// <summary>The longest text that a property takes, with something to spare.</summary>
    public const int MaxLength = 32_000;

    private static readonly JsonSerializerOptions Options = new(ContractsJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The table holds null.");
}
