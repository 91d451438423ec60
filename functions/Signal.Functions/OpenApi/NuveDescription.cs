using System.Text.Json.Nodes;
using Signal.Functions.Http;
using Signal.Functions.Nuve;

namespace Signal.Functions.OpenApi;

/// <summary>Describes the routes of mediasoup-signal's API.</summary>
internal static class NuveDescription
{
    public static JsonObject Of(NuveRoute route)
    {
        var path = route.Template
            .Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal)
            .Replace('/', '-');
        var description = new JsonObject
        {
            ["operationId"] = $"nuve-{route.Method.ToLowerInvariant()}-{path}",
            ["tags"] = new JsonArray("mediasoup-signal"),
            ["summary"] = route.Summary,
            ["security"] = new JsonArray(new JsonObject { ["mauth"] = new JsonArray() }),
            ["parameters"] = new JsonArray([.. route.Template.Split('/').Where(s => s.StartsWith('{')).Select(s => new JsonObject
            {
                ["name"] = s.Trim('{', '}'), ["in"] = "path", ["required"] = true, ["description"] = s == "{user}" ? "The user's name." : "The id.",
                ["schema"] = new JsonObject { ["type"] = "string" },
            })]),
            ["responses"] = Responses(route),
        };
        if (route.Access == Access.Superservice)
        {
            description["description"] = "Only for the superservice.";
        }

        if (route.Method is "PUT" or "PATCH" || (route.Method == "POST" && !route.Template.EndsWith("tokens", StringComparison.Ordinal)))
        {
            description["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = Body(route) },
                    ["application/x-www-form-urlencoded"] = new JsonObject { ["schema"] = Body(route) },
                },
            };
        }

        return description;
    }

    // The members with an effect; others are stored or ignored, as in mediasoup-signal.
    private static JsonObject Body(NuveRoute route)
    {
        var isService = route.Template.StartsWith("services", StringComparison.Ordinal);
        string[] required = route.Method == "PATCH" ? [] : isService ? ["name", "key"] : ["name"];
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["name"] = new JsonObject { ["type"] = "string" },
                [isService ? "key" : "options"] = new JsonObject { ["type"] = isService ? "string" : "object" },
            },
        };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        return schema;
    }

    private static JsonObject Responses(NuveRoute route)
    {
        var isJson = route.Method == "GET" || (route.Method == "POST" && !route.Template.EndsWith("tokens", StringComparison.Ordinal));
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = isJson ? "OK." : "OK, or the token.",
                ["content"] = isJson ? Content("application/json", []) : Content("text/plain", new JsonObject { ["type"] = "string" }),
            },
        };
        foreach (var (status, reason) in new[]
        {
            ("400", "A member of the body is missing."), ("401", "Not authenticated, or not authorized."), ("404", "Resource not found."),
            ("413", "The body is too large."), ("428", "Too many requests from this client address."),
            ("429", "Too many requests."), ("503", "Temporarily unavailable."),
        })
        {
            responses[status] = new JsonObject { ["description"] = reason, ["content"] = Content("text/plain", new JsonObject { ["type"] = "string" }) };
        }

        return responses;
    }

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };
}
