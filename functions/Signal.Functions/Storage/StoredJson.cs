using System.Text.Json;
using Signal.Contracts;

namespace Signal.Functions.Storage;

/// <summary>JSON in table properties: as the contracts are written. A property holds 32 Ki characters.</summary>
internal static class StoredJson
{
    /// <summary>The longest text that a property takes, with something to spare.</summary>
    public const int MaxLength = 32_000;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, ContractsJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ContractsJson.Options) ?? throw new JsonException("Stored JSON was null.");
}
