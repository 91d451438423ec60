using System.Globalization;
using System.Text.Json;

namespace Signal.Functions.Tests.OpenApi;

/// <summary>Checks JSON against the part of JSON Schema that the document uses, and fails on any other.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Known =
        [
            "$ref", "anyOf", "type", "properties", "required", "additionalProperties", "items", "enum", "format", "description",
            "minimum", "maximum", "pattern", "default",
        ];

    /// <summary>Null when the value matches, otherwise the path of the mismatch.</summary>
    public string? Mismatch(JsonElement value, JsonElement schema, string path = "$")
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            Assert.Contains(keyword.Name, Known);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Mismatch(value, Resolve(reference.GetString()!), path);
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            return choices.EnumerateArray().Any(choice => Mismatch(value, choice, path) is null) ? null : $"{path}: none of anyOf";
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
        {
            return $"{path}: {value} is not in the enum";
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Fits(value, t)))
        {
            return $"{path}: {value.ValueKind} is no {type}";
        }

        if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && value.ValueKind == JsonValueKind.String
            && !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _))
        {
            return $"{path}: no date-time";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => Properties(value, schema, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().Select((item, i) => Mismatch(item, items, $"{path}[{i}]")).FirstOrDefault(m => m is not null),
            _ => null,
        };
    }

    public JsonElement Resolve(string reference)
    {
        var found = document;
        foreach (var part in reference.TrimStart('#', '/').Split('/'))
        {
            found = found.GetProperty(part);
        }

        return found;
    }

    public static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private string? Properties(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(n => n.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                {
                    return $"{path}: {name} is missing";
                }
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            var isDescribed = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out _);
            if (isDescribed)
            {
                if (Mismatch(property.Value, properties.GetProperty(property.Name), $"{path}.{property.Name}") is { } mismatch)
                {
                    return mismatch;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var more))
            {
                if (more.ValueKind == JsonValueKind.False)
                {
                    return $"{path}: {property.Name} is not described";
                }

                if (more.ValueKind == JsonValueKind.Object && Mismatch(property.Value, more, $"{path}.{property.Name}") is { } mismatch)
                {
                    return mismatch;
                }
            }
        }

        return null;
    }

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new InvalidOperationException(type),
    };
}
