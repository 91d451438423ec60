using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Nuve;

namespace Signal.Functions.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), generated from the code: routes from the functions' attributes, schemas
/// from the types, descriptions from the comments.
/// </summary>
public sealed partial class ApiDocument
{
    private static readonly string[] Tags = ["Rooms", "Tokens", "Participants", "Webhooks", "Services", "Nodes", "Health", "mediasoup-signal"];
    private readonly XmlSummaries _summaries = new(typeof(ApiDocument).Assembly, typeof(Grants).Assembly);
    private readonly SchemaWriter _schemas;

    /// <summary>Writes the document.</summary>
    public ApiDocument(NuveRouter nuve)
    {
        _schemas = new SchemaWriter(_summaries);
        JsonObject paths = [];
        foreach (var function in HttpFunction.All)
        {
            if (function.Operation is { } operation)
            {
                Add(paths, "/" + function.Route, function.Methods[0], Describe(function, operation));
            }
        }

        foreach (var route in nuve.Routes)
        {
            Add(paths, "/nuve/" + route.Template, route.Method, NuveDescription.Of(route));
        }

        _ = _schemas.Refer(typeof(Problem));
        var version = typeof(ApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Signal Hybrid",
                ["version"] = version?.Split('+')[0] ?? "0",
                ["description"] = "Rooms, tokens, participants, webhooks and nodes. Problems are RFC 9457 problem details with a stable code. "
                    + "Unknown fields are rejected under /v1, and ignored under /nuve. Bodies are at most 64 KiB.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. Tags.Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = _schemas.Schemas, ["securitySchemes"] = SecuritySchemes() },
        };
        Json = JsonSerializer.SerializeToUtf8Bytes(document);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Json.Span))[..16]}\"";
    }

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The ETag of the document.</summary>
    public string ETag { get; }

    private static void Add(JsonObject paths, string path, string method, JsonObject operation)
    {
        if (paths[path] is not JsonObject item)
        {
            paths[path] = item = [];
        }

        item[method.ToLowerInvariant()] = operation;
    }

    private JsonObject Describe(HttpFunction function, OperationAttribute operation)
    {
        var description = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = _summaries.Of(function.Method) ?? function.Name,
            ["security"] = function.Access == Access.Anonymous ? [] : new JsonArray(new JsonObject { ["service"] = new JsonArray() }),
            ["parameters"] = Parameters(function),
            ["responses"] = Responses(function, operation),
        };
        if (function.Access == Access.Superservice)
        {
            description["description"] = "Only for the superservice.";
        }

        if (operation.Body is not null)
        {
            var schema = operation.IsPatch ? _schemas.ReferPatch(operation.Body) : _schemas.Refer(operation.Body);
            var content = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
            if (operation.IsPatch)
            {
                content["application/merge-patch+json"] = new JsonObject { ["schema"] = schema.DeepClone() };
            }

            description["requestBody"] = new JsonObject { ["required"] = true, ["content"] = content };
        }

        return description;
    }

    private static JsonArray Parameters(HttpFunction function)
    {
        JsonArray parameters = [];
        foreach (Match name in PathParameters().Matches(function.Route))
        {
            parameters.Add((JsonNode)Parameter(new PathParameterAttribute(name.Groups["name"].Value)));
        }

        foreach (var parameter in function.Parameters)
        {
            parameters.Add((JsonNode)Parameter(parameter));
        }

        return parameters;
    }

    private static JsonObject Parameter(ParameterAttribute parameter)
    {
        var schema = new JsonObject { ["type"] = parameter.Type };
        if (parameter.Minimum >= 0)
        {
            schema["minimum"] = parameter.Minimum;
        }

        if (parameter.Maximum >= 0)
        {
            schema["maximum"] = parameter.Maximum;
        }

        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.Place,
            ["required"] = parameter.Required,
            ["description"] = parameter.Description,
            ["schema"] = schema,
        };
    }

    private JsonObject Responses(HttpFunction function, OperationAttribute operation)
    {
        var success = new JsonObject { ["description"] = operation.Status switch { 201 => "Created.", 202 => "Accepted.", 204 => "No content.", _ => "OK." } };
        if (operation.Answer is not null)
        {
            success["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = _schemas.Refer(operation.Answer) } };
        }

        if (operation.AnswerHeaders.Length > 0)
        {
            success["headers"] = new JsonObject(operation.AnswerHeaders.Select(h =>
                KeyValuePair.Create(h, (JsonNode?)new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } })));
        }

        var responses = new JsonObject { [$"{operation.Status}"] = success };
        if (operation.AnswerHeaders.Contains("ETag") && function.Methods[0] == "get")
        {
            responses["304"] = new JsonObject { ["description"] = "Not modified." };
        }

        foreach (var status in Problems(function, operation).Order())
        {
            responses[$"{status}"] = new JsonObject
            {
                ["description"] = Reason(status),
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = _schemas.Refer(typeof(Problem)) } },
            };
        }

        return responses;
    }

    private static HashSet<int> Problems(HttpFunction function, OperationAttribute operation)
    {
        HashSet<int> statuses = [400, 429, 500, 503, .. operation.Problems];
        if (function.Access != Access.Anonymous)
        {
            statuses.Add(401);
        }

        if (function.Access == Access.Superservice)
        {
            statuses.Add(403);
        }

        if (function.Route.Contains('{'))
        {
            statuses.Add(404);
        }

        if (operation.Body is not null)
        {
            statuses.UnionWith([413, 415]);
        }

        return statuses;
    }

    private static string Reason(int status) => status switch
    {
        400 => "The request cannot be read, or fields are not valid.",
        401 => "The credentials are missing, not valid, or already used.",
        403 => "The service is not permitted to do this.",
        404 => "The resource does not exist, or belongs to another service.",
        409 => "The current state does not allow this operation.",
        412 => "The resource has changed since it was read.",
        413 => "The body is too large.",
        415 => "The media type of the body is not supported.",
        422 => "The Idempotency-Key was used for another request.",
        428 => "If-Match is required.",
        429 => "Too many requests; see Retry-After.",
        503 => "Temporarily unavailable; see Retry-After.",
        _ => "The request failed.",
    };

    private static JsonObject SecuritySchemes() => new()
    {
        ["service"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["description"] = "A JWT that the caller signs with its service key: HS256, keyed with the key's UTF-8 bytes; "
                + "header kid = the key's id (optional); "
                + "claims iss = service id, aud = signal-hybrid, iat, exp (at most 5 minutes after iat) and jti (used once).",
        },
        ["mauth"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "Authorization",
            ["description"] = "MAuth, as in mediasoup-signal: MAuth realm=…,mauth_signature_method=HMAC_SHA1,"
                + "mauth_serviceid=…,mauth_cnonce=…,mauth_timestamp=…,mauth_signature=…",
        },
    };

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathParameters();
}
