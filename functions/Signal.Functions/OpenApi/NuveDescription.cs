using System.Text.Json.Nodes;
using Signal.Functions.Http;
using Signal.Functions.Nuve;

namespace Signal.Functions.OpenApi;

/// <summary>Describes the routes of mediasoup-signal's API.</summary>
internal static class NuveDescription
{
    public static JsonObject Of(NuveRoute route)
    {
        var description = new JsonObject
        {
            ["operationId"] = "nuve-" + route.Method.ToLowerInvariant() + "-" + route.Template.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('/', '-'),
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
            description["description"] = "For the superservice alone.";
        }

        if (route.Method is "PUT" or "PATCH" || (route.Method == "POST" && !route.Template.EndsWith("tokens", StringComparison.Ordinal)))
        {
            description["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } },
                    ["application/x-www-form-urlencoded"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } },
                },
            };
        }

        return description;
    }

    private static JsonObject Responses(NuveRoute route)
    {
        var isJson = route.Method == "GET" || (route.Method == "POST" && !route.Template.EndsWith("tokens", StringComparison.Ordinal));
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = isJson ? "Here it is." : "Done, or the token.",
                ["content"] = isJson ? Content("application/json", []) : Content("text/plain", new JsonObject { ["type"] = "string" }),
            },
        };
        foreach (var (status, reason) in new[]
        {
            ("400", "The body lacks something."), ("401", "Not known, or not authorized."), ("404", "There is no such thing."),
            ("413", "The body is too large."), ("428", "Too many requests of this address."), ("429", "Too many requests."), ("503", "Not available now."),
        })
        {
            responses[status] = new JsonObject { ["description"] = reason, ["content"] = Content("text/plain", new JsonObject { ["type"] = "string" }) };
        }

        return responses;
    }

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };
}
