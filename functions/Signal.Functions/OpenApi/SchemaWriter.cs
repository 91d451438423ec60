using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Signal.Functions.Http;

namespace Signal.Functions.OpenApi;

/// <summary>Generates the JSON schemas of the API's types, each once, from the contracts of System.Text.Json.</summary>
internal sealed class SchemaWriter(XmlSummaries summaries)
{
    private const string Prefix = "#/components/schemas/";
    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    /// <summary>The generated schemas by name.</summary>
    public JsonObject Schemas => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>Returns a reference to the schema of a type.</summary>
    public JsonObject Refer(Type type)
    {
        if (!IsOurs(type))
        {
            return (Export(type) as JsonObject) ?? [];
        }

        var name = NameOf(type);
        if (!_schemas.ContainsKey(name))
        {
            _schemas[name] = new JsonObject();
            _schemas[name] = Export(type);
        }

        return new JsonObject { ["$ref"] = Prefix + name };
    }

    /// <summary>Returns a reference to the schema of a merge patch for a type: the same fields, all optional and nullable.</summary>
    public JsonObject ReferPatch(Type type)
    {
        var name = NameOf(type) + "Patch";
        if (NameOf(type).EndsWith("Patch", StringComparison.Ordinal))
        {
            return Refer(type);
        }

        if (!_schemas.ContainsKey(name))
        {
            var schema = Export(type).AsObject();
            schema.Remove("required");
            foreach (var (field, value) in schema["properties"]!.AsObject().ToArray())
            {
                schema["properties"]![field] = new JsonObject { ["anyOf"] = new JsonArray(value!.DeepClone(), new JsonObject { ["type"] = "null" }) };
            }

            _schemas[name] = schema;
        }

        return new JsonObject { ["$ref"] = Prefix + name };
    }

    private JsonNode Export(Type type) => ApiJson.Options.GetJsonSchemaAsNode(
        type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject written)
        {
            // "true" allows any value.
            written = [];
        }

        RemoveNullableFromRequired(written);
        if (!context.Path.IsEmpty && IsOurs(context.TypeInfo.Type))
        {
            var reference = Refer(context.TypeInfo.Type);
            written = written["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null")
                ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
                : reference;
        }

        var description = context.PropertyInfo?.AttributeProvider is PropertyInfo property
            ? summaries.Of(property)
            : context.Path.IsEmpty ? summaries.Of(context.TypeInfo.Type) : null;
        if (description is not null)
        {
            written["description"] = description;
        }

        return written;
    }

    /// <summary>Nulls are not serialized, so a nullable field may be absent.</summary>
    private static void RemoveNullableFromRequired(JsonObject schema)
    {
        if (schema["required"] is not JsonArray required)
        {
            return;
        }

        foreach (var name in required.Select(n => n!.GetValue<string>()).Where(n => AllowsNull(schema["properties"]![n]!)).ToArray())
        {
            required.Remove(required.First(n => n!.GetValue<string>() == name));
        }

        if (required.Count == 0)
        {
            schema.Remove("required");
        }
    }

    private static bool AllowsNull(JsonNode schema) =>
        schema["type"] is JsonArray types
            ? types.Any(t => t!.GetValue<string>() == "null")
            : schema["anyOf"] is JsonArray choices
                && choices.Any(c => c!["type"] is JsonValue type && type.GetValue<string>() == "null");

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("Signal.", StringComparison.Ordinal) == true && Nullable.GetUnderlyingType(type) is null;

    private static string NameOf(Type type) => type.IsGenericType ? type.GetGenericArguments()[0].Name + "Page" : type.Name;
}
