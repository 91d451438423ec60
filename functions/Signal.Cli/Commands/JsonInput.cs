using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Cli.Commands;

/// <summary>Parses JSON arguments.</summary>
internal static class JsonInput
{
    /// <exception cref="CliException">The text is not a JSON object.</exception>
    public static JsonObject Object(string text) => Node(text) as JsonObject ?? throw new CliException(ExitCodes.Usage, "the argument must be a JSON object");

    /// <exception cref="CliException">The text is not JSON.</exception>
    public static JsonElement Element(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException error)
        {
            throw NotJson(error);
        }
    }

    private static JsonNode? Node(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException error)
        {
            throw NotJson(error);
        }
    }

    private static CliException NotJson(JsonException error) => new(ExitCodes.Usage, $"not valid JSON: {error.Message}");
}
