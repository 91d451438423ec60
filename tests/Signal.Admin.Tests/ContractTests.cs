using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Signal.Admin.Tests;

/// <summary>The client against the OpenAPI document of the control plane: no operation or field is missing or added.</summary>
public sealed partial class ContractTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    /// <summary>Models whose names differ.</summary>
    private static readonly Dictionary<string, Type> Renamed = new()
    {
        ["MintedToken"] = typeof(RoomToken),
        ["ServiceKeyInfo"] = typeof(ServiceKey),
        ["ProducerInfo"] = typeof(Producer),
        ["WorkerReport"] = typeof(Worker),
        ["ConnectionReport"] = typeof(Connections),
        ["DeadLetterView"] = typeof(DeadLetter),
    };

    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(string)] = "x",
        [typeof(int)] = 1,
        [typeof(TimeSpan)] = TimeSpan.FromSeconds(1),
        [typeof(DateTimeOffset)] = DateTimeOffset.UnixEpoch,
        [typeof(JsonObject)] = new JsonObject(),
        [typeof(CancellationToken)] = CancellationToken.None,
        [typeof(RoomSpec)] = new RoomSpec { Name = "x" },
        [typeof(TokenRequest)] = new TokenRequest { UserId = "x" },
        [typeof(MuteRequest)] = new MuteRequest(true),
        [typeof(ParticipantPatch)] = new ParticipantPatch(),
        [typeof(DataRequest)] = new DataRequest(JsonElement.Parse("1")),
        [typeof(WebhookSpec)] = new WebhookSpec { Url = "x" },
        [typeof(ServiceSpec)] = new ServiceSpec("x"),
        [typeof(DryRunRequest)] = new DryRunRequest(),
        [typeof(ParticipantMoveRequest)] = new ParticipantMoveRequest { RoomId = "x" },
    };

    [Fact]
    public async Task Every_operation_has_a_method_and_every_method_an_operation()
    {
        var operations = Operations(await controlPlane.ReadOpenApiAsync()).ToHashSet();
        var calls = new HashSet<string>();
        foreach (var (client, method) in Methods())
        {
            var recorder = new Recorder();
            await InvokeAsync(client, method, recorder);
            calls.Add(Assert.Single(operations, operation => Matches(operation, Assert.Single(recorder.Requests))));
        }

        Assert.Empty(operations.Except(calls));
    }

    [Fact]
    public async Task Every_model_has_the_fields_of_its_schema()
    {
        var document = await controlPlane.ReadOpenApiAsync();
        var differing = new List<string>();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (ModelOf(name) is not { } model)
            {
                continue;
            }

            var served = (schema!["enum"]?.AsArray().Select(value => value!.GetValue<string>())
                ?? schema["properties"]!.AsObject().Select(property => property.Key)).ToHashSet();
            var known = (model.IsEnum
                ? Enum.GetNames(model).Select(JsonNamingPolicy.CamelCase.ConvertName)
                : AdminJson.Of(model).Properties.Where(property => property.Get is not null || property.Set is not null)
                    .Select(property => property.Name)).ToHashSet();
            differing.AddRange(served.Except(known).Select(field => $"{name}.{field} is missing"));
            differing.AddRange(known.Except(served).Select(field => $"{name}.{field} is not served"));
        }

        Assert.Empty(differing);
    }

    /// <summary>The client's type for a schema; null for answers that it does not read, and for problem details, which it reads in part.</summary>
    private static Type? ModelOf(string schema) => schema == nameof(Problem) ? null :
        Renamed.GetValueOrDefault(schema) ?? typeof(AdminClient).Assembly.GetType("Signal.Admin." + schema);

    /// <summary>The operations that require a service's credential: the rest of the document is not the admin API.</summary>
    private static IEnumerable<string> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        where path.Key.StartsWith("/v1/", StringComparison.Ordinal)
        from operation in path.Value!.AsObject()
        where operation.Value!["security"]!.AsArray().Count > 0
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    private static IEnumerable<(PropertyInfo Client, MethodInfo Method)> Methods() =>
        from client in typeof(AdminClient).GetProperties()
        from method in client.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        select (client, method);

    private static async Task InvokeAsync(PropertyInfo client, MethodInfo method, Recorder recorder)
    {
        using var http = new HttpClient(recorder);
        var admin = new AdminClient(http, new AdminClientOptions { Address = new Uri("http://c.example"), ServiceId = "s", Key = "k" });
        var arguments = method.GetParameters()
            .Select(parameter => Samples[Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType]).ToArray();
        var result = method.Invoke(client.GetValue(admin), arguments);
        await Assert.ThrowsAsync<AdminException>(() => result as Task ?? EnumerateAsync((dynamic)result!));
    }

    private static async Task EnumerateAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
            Assert.Fail("The recorder answers with nothing but problems.");
        }
    }

    private static bool Matches(string operation, string request) =>
        Regex.IsMatch(request, "^" + PathParameter().Replace(operation, "[^/ ]+") + "$");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PathParameter();

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest));
        }
    }
}
