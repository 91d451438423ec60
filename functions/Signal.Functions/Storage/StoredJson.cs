using System.Text.Json;
using Signal.Contracts;

namespace Signal.Functions.Storage;

/// <summary>JSON in table properties, with the serializer options of the contracts. A property holds at most 32 Ki characters.</summary>
internal static class StoredJson
{
    /// <summary>The maximum length of a property's text in characters, with a safety margin.</summary>
    public const int MaxLength = 32_000;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, ContractsJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ContractsJson.Options) ?? throw new JsonException("Stored JSON was null.");
}
