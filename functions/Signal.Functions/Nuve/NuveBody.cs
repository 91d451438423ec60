using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>
/// Reads the bodies of mediasoup-signal's clients: JSON, or form data, even with the content type of JSON, as the Ruby client sends it.
/// Unknown fields are ignored.
/// </summary>
internal static class NuveBody
{
    private const int MaxFormFields = 64;

    public static async Task<JsonObject> ReadAsync(CallContext context)
    {
        var bytes = await context.ReadBytesAsync();
        var text = Decode(bytes.Span).Trim();
        if (text.Length == 0)
        {
            return [];
        }

        if (text[0] is not ('{' or '['))
        {
            return ReadForm(text);
        }

        return RequestBody.IsText(bytes.Span) ? ReadJson(text) : throw BadRequest();
    }

    /// <summary>Returns a text field; null when it is missing or not a string.</summary>
    public static string? Text(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Returns the name: a string, or a number as text, since mediasoup-signal accepts both; null when it is missing.</summary>
    public static string? Name(this JsonObject body) =>
        body.Text("name") ?? (body["name"] is JsonValue value && value.TryGetValue<double>(out _) ? value.ToJsonString() : null);

    /// <summary>Returns the options; empty when they are missing or not an object.</summary>
    public static JsonObject Options(this JsonObject body) => body["options"] as JsonObject ?? [];

    /// <summary>Whether a field is truthy in the sense of JavaScript.</summary>
    public static bool IsTruthy(this JsonObject body, string name) => body[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<double>(out var number) => number != 0,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length > 0,
        _ => true,
    };

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw BadRequest();
        }
    }

    private static JsonObject ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false }) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw BadRequest();
        }
    }

    private static JsonObject ReadForm(string text)
    {
        JsonObject body = [];
        foreach (var field in new QueryStringEnumerable(text))
        {
            if (field.EncodedName.IsEmpty || body.Count == MaxFormFields)
            {
                throw BadRequest();
            }

            body[field.DecodeName().ToString()] = field.DecodeValue().ToString();
        }

        return body;
    }

    private static ProblemException BadRequest() => NuveProblems.Text(400, "Bad Request").AsException();
}
