using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Signal.Functions.Http;

internal static class RequestBody
{
    private static readonly JsonDocumentOptions ObjectOptions = new() { AllowDuplicateProperties = false, MaxDepth = ApiJson.Options.MaxDepth };

    public static void RequireMediaType(HttpRequest request, string mediaType)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var sent)
            || !sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw Problems.UnsupportedMediaType(mediaType).AsException();
        }
    }

    /// <summary>Returns the matching media type of the request; the first one when none matches.</summary>
    public static string MediaTypeOf(HttpRequest request, params ReadOnlySpan<string> known)
    {
        foreach (var mediaType in known)
        {
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            {
                return mediaType;
            }
        }

        return known[0];
    }

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw Problems.TooLarge(limit).AsException();
        }

        using var buffer = new MemoryStream(checked((int)(request.ContentLength ?? 512)));
        var chunk = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw Problems.TooLarge(limit).AsException();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    public static T Parse<T>(ReadOnlyMemory<byte> body, JsonSerializerOptions options)
    {
        RequireText(body.Span);
        try
        {
            if (typeof(JsonNode).IsAssignableFrom(typeof(T)))
            {
                // JsonNode detects duplicate fields only when it is accessed; this detects them now.
                var strict = new JsonDocumentOptions { AllowDuplicateProperties = options.AllowDuplicateProperties, MaxDepth = options.MaxDepth };
                JsonDocument.Parse(body, strict).Dispose();
            }

            return JsonSerializer.Deserialize<T>(body.Span, options) ?? throw Problems.BadRequest("The body must not be null.").AsException();
        }
        catch (JsonException e)
        {
            throw (e.Path is { Length: > 1 } path
                ? Problems.Invalid(JsonPathToPointer(path), "The field is unknown or missing, or its value has the wrong type.")
                : Problems.BadRequest("The body is not valid JSON for this operation.")).AsException();
        }
    }

    /// <summary>Parses a body as a JSON object whose fields are processed later; duplicate fields are rejected at once.</summary>
    public static JsonObject ParseObject(ReadOnlyMemory<byte> body)
    {
        RequireText(body.Span);
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: ObjectOptions) as JsonObject ?? throw NotAnObject();
        }
        catch (JsonException)
        {
            throw NotAnObject();
        }

        static ProblemException NotAnObject() => Problems.BadRequest("The body is not a JSON object, or has a duplicate field.").AsException();
    }

    /// <summary>
    /// Rejects JSON with strings that are not valid Unicode: invalid UTF-8, escapes of unpaired surrogates. They cannot be stored.
    /// </summary>
    /// <exception cref="ProblemException">400.</exception>
    public static void RequireText(ReadOnlySpan<byte> json)
    {
        if (!IsText(json))
        {
            throw Problems.BadRequest("The body contains a string that is not valid Unicode.").AsException();
        }
    }

    /// <summary>Whether all strings of the JSON are valid Unicode. Invalid JSON is left to the deserializer.</summary>
    public static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (JsonException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return true;
    }

    // System.Text.Json reports "$.a.b[0]"; problems use "/a/b/0".
    private static string JsonPathToPointer(string path) =>
        "/" + path.TrimStart('$').TrimStart('.').Replace("]", "", StringComparison.Ordinal).Replace('[', '.').Replace('.', '/').TrimStart('/');
}
