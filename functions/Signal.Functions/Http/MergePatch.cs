using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Functions.Http;

/// <summary>JSON merge patch (RFC 7396).</summary>
internal static class MergePatch
{
    /// <summary>Returns the settings with the fields of a patch.</summary>
    /// <exception cref="ProblemException">400: a field of the patch is unknown or has the wrong type, or a required one was removed.</exception>
    public static T Patched<T>(T settings, JsonObject patch) =>
        RequestBody.Parse<T>(
            JsonSerializer.SerializeToUtf8Bytes(Apply(JsonSerializer.SerializeToNode(settings, ApiJson.Options), patch), ApiJson.Options), ApiJson.Options);

    /// <summary>Applies a patch; the arguments are not modified.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject present ? (JsonObject)present.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Apply(result[name], value);
            }
        }

        return result;
    }
}
