using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Functions.Tests.OpenApi;

/// <summary>An operation of the served document.</summary>
internal sealed record Operation(string Path, string Method, JsonElement Json, SchemaCheck Schemas)
{
    public string Id => Json.GetProperty("operationId").GetString()!;

    public bool IsAnonymous => Json.GetProperty("security").GetArrayLength() == 0;

    public bool IsSuperservices => Json.TryGetProperty("description", out var text) && text.GetString()!.Contains("superservice", StringComparison.Ordinal);

    public IEnumerable<JsonElement> Parameters(string place) =>
        Json.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == place);

    public bool HasParameter(string place, string name) => Parameters(place).Any(p => p.GetProperty("name").GetString() == name);

    public JsonElement? Body => Json.TryGetProperty("requestBody", out var body)
        ? body.GetProperty("content").GetProperty("application/json").GetProperty("schema")
        : null;

    public bool Documents(int status) => Json.GetProperty("responses").TryGetProperty($"{status}", out _);

    public static IReadOnlyList<Operation> AllOf(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           select new Operation(path.Name, method.Name.ToUpperInvariant(), method.Value, new SchemaCheck(document)),
    ];

    /// <summary>The path with its parameters filled in.</summary>
    public string Fill(Func<string, string> value) => System.Text.RegularExpressions.Regex.Replace(Path, @"\{(\w+)\}", m => value(m.Groups[1].Value));

    /// <summary>A body that matches the schema.</summary>
    public JsonNode? GoodBody()
    {
        var body = Body is { } schema ? Good(schema) : null;
        if (Id == "PatchParticipant")
        {
            // No property is required, but at least one must be present.
            body!["name"] = "text";
        }

        return body;
    }

    private JsonNode? Good(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Good(Schemas.Resolve(reference.GetString()!));
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            return Good(choices[0]);
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return JsonNode.Parse(values[0].GetRawText());
        }

        var type = schema.TryGetProperty("type", out var types) ? SchemaCheck.Types(types).First() : "object";
        if (type == "object")
        {
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
            return new JsonObject(required.Select(name => KeyValuePair.Create(name, Good(schema.GetProperty("properties").GetProperty(name)))));
        }

        return type switch
        {
            "array" => new JsonArray(),
            "boolean" => JsonValue.Create(true),
            "integer" or "number" => JsonValue.Create(1),
            _ => schema.TryGetProperty("format", out _) ? JsonValue.Create("2099-01-01T00:00:00Z") : JsonValue.Create("text"),
        };
    }

    /// <summary>Bodies with one field of a wrong type each.</summary>
    public IEnumerable<(string Field, JsonNode Body)> IllTypedBodies()
    {
        var schema = Body!.Value.TryGetProperty("$ref", out var reference) ? Schemas.Resolve(reference.GetString()!) : Body.Value;
        foreach (var field in schema.GetProperty("properties").EnumerateObject())
        {
            var described = field.Value.TryGetProperty("anyOf", out var choices) ? choices[0] : field.Value;
            var type = described.TryGetProperty("$ref", out _) ? ["object"]
                : described.TryGetProperty("type", out var types) ? SchemaCheck.Types(types).ToArray()
                : described.TryGetProperty("enum", out _) ? ["string"] : [];
            if (type.Length == 0)
            {
                continue;
            }

            var body = GoodBody()!.AsObject();
            body[field.Name] = type.Contains("string") ? JsonValue.Create(7) : JsonValue.Create("text of no such type");
            yield return (field.Name, body);
        }
    }
}
