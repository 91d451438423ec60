using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Functions.Http;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.OpenApi;

public sealed class DocumentTests(AzuriteFixture azurite)
{
    /// <summary>
    /// HTTP functions that are no operations: mediasoup-signal's API is described by its own routes; the admin page's own functions are not
    /// part of the API.
    /// </summary>
    private static readonly string[] LeftOut =
    [
        "AnswerUnknown", "GetAdminPage", "GetAdminPageFile", "GetAdminPageSession", "GetConnection", "GetConnectionQuality", "GetDocs",
        "GetDocsFile", "GetRoomHistory",
        "Nuve", "NuveRooms", "NuveServices", "NuveWorkers", "Preflight",
    ];

    [Fact]
    public void Every_http_function_is_an_operation_or_left_out_on_purpose() =>
        Assert.Equal(LeftOut, HttpFunction.All.Where(f => f.Operation is null).Select(f => f.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_document_is_served_with_every_route_of_the_code_and_with_descriptions()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var document = await DocumentOf(installation);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = Operation.AllOf(document);
        var described = operations.Where(o => !o.Path.StartsWith("/nuve", StringComparison.Ordinal))
            .Select(o => $"{o.Method} {o.Path}")
            .Order(StringComparer.Ordinal);
        var coded = HttpFunction.All.Where(f => f.Operation is not null)
            .Select(f => $"{f.Methods[0].ToUpperInvariant()} /{f.Route}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(coded, described);
        Assert.Equal(15, operations.Count(o => o.Path.StartsWith("/nuve", StringComparison.Ordinal)));
        Assert.Distinct(operations.Select(o => o.Id));
        Assert.Equal(
            document.GetProperty("tags").EnumerateArray().Select(t => t.GetProperty("name").GetString()).Order(),
            operations.Select(o => o.Json.GetProperty("tags")[0].GetString()).Distinct().Order());
        Assert.All(operations, operation => Assert.NotEqual(operation.Id, operation.Json.GetProperty("summary").GetString()));
        Assert.Equal("The name: 1 to 128 characters, need not be unique.", document.GetProperty("components").GetProperty("schemas").GetProperty("RoomSpec")
            .GetProperty("properties").GetProperty("name").GetProperty("description").GetString());
    }

    [Fact]
    public async Task An_unchanged_document_is_not_sent_again_and_the_page_loads_only_from_this_origin()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var first = await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json"));
        var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.ETag);
        Assert.Equal(304, (await installation.SendAsync(again)).Status);

        var page = await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/docs"));
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.DoesNotContain("//", page.Body.Replace("<!doctype", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((200, "text/javascript"), await MediaTypeOf("/docs/docs.js"));
        Assert.Equal((200, "text/css"), await MediaTypeOf("/docs/docs.css"));
        (await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/docs/other.js"))).ShouldBeProblem(404, "not-found");

        async Task<(int, string?)> MediaTypeOf(string path)
        {
            var answer = await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            return (answer.Status, answer.MediaType);
        }
    }

    [Fact]
    public async Task Real_answers_fit_the_schemas()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var operations = Operation.AllOf(await DocumentOf(installation)).ToDictionary(o => o.Id, StringComparer.Ordinal);
        HashSet<string> seen = [];
        var super = installation.Superservice;
        await using var node = installation.CreateNode().Listen();
        await node.ReportUntilKnownAsync(super);
        var service = await installation.CreateServiceAsync();

        var created = await CallAsync(super, "CreateService", "/v1/services", new { name = "other", maxRooms = 5 });
        var other = created.Text("id");
        await CallAsync(super, "ListServices", "/v1/services?limit=1");
        await CallAsync(super, "GetService", "/v1/services/" + other);
        await CallAsync(super, "PatchService", "/v1/services/" + other, new { allowedRegions = new[] { "eu" } });
        var rotated = await CallAsync(super, "RotateServiceKey", $"/v1/services/{other}/keys?graceSeconds=60");
        await CallAsync(super, "RevokeServiceKey", $"/v1/services/{other}/keys/{created.Json.GetProperty("newKey").GetProperty("id").GetString()}");
        Assert.NotEqual(created.Body, rotated.Body);
        await CallAsync(super, "DeleteService", "/v1/services/" + other);

        var spec = new
        {
            name = "r",
            data = new { a = 1 },
            codecs = new[] { "video/VP8" },
            maxParticipants = 5,
            metadata = "m",
            policy = "nearest",
            duplicateUsers = "replace",
        };
        var room = await CallAsync(service, "CreateRoom", "/v1/rooms", spec);
        var path = "/v1/rooms/" + room.Text("id");
        await CallAsync(service, "ListRooms", "/v1/rooms");
        await CallAsync(service, "GetRoom", path);
        await CallAsync(service, "ReplaceRoom", path, spec, ("If-Match", "*"));
        await CallAsync(service, "PatchRoom", path, new { metadata = (string?)null });
        await CallAsync(service, "ListPresets", "/v1/presets");

        await CallAsync(service, "CreateToken", path + "/tokens", new { userId = "alice", metadata = "x", grants = new { subscribe = true } });
        await node.StartRoomAsync(service.ServiceId, room.Text("id"));
        var peer = FakeNode.Peer("alice") with
        {
            Producers = [new ProducerInfo { ProducerId = "p", Kind = "audio", Source = "microphone", MimeType = "audio/opus" }],
        };
        await node.JoinAsync(service.ServiceId, room.Text("id"), peer);
        await Eventually.TrueAsync(async () => (await service.GetAsync(path + "/participants")).Json.GetProperty("items").GetArrayLength() == 1);
        await CallAsync(service, "ListParticipants", path + "/participants");
        await CallAsync(service, "CreateTraceToken", path + "/trace");
        await CallAsync(service, "GetParticipant", path + "/participants/alice");
        await CallAsync(service, "PatchParticipant", path + "/participants/alice", new { name = "Alice" });
        await CallAsync(service, "MuteParticipant", path + "/participants/alice/mute", new { muted = true, kind = "audio" });
        await CallAsync(service, "SendData", path + "/data", new { topic = "t", payload = new[] { 1, 2 } });
        await CallAsync(
            service,
            "MoveParticipant",
            $"{path}/participants/{peer.PeerId}/move",
            new { roomId = await service.CreateRoomAsync(), role = "viewer" });
        await using var second = installation.CreateNode();
        await second.ReportUntilKnownAsync(super);
        await CallAsync(super, "MoveRoom", $"{path}/move?serviceId={service.ServiceId}", new { nodeId = second.Id });
        await CallAsync(service, "RevokeTokens", path + "/tokens?userId=alice");
        await CallAsync(service, "RevokeToken", path + "/tokens/some-token");
        await CallAsync(service, "BanUser", path + "/bans/bob", new { until = "2099-01-01T00:00:00Z", reason = "r" });
        await CallAsync(service, "ListBans", path + "/bans");
        await CallAsync(service, "LiftBan", path + "/bans/bob");
        await CallAsync(service, "KickParticipant", path + "/participants/alice?reason=r");
        await CallAsync(service, "DeleteRoom", path);

        var hook = await CallAsync(
            service,
            "CreateWebhook",
            "/v1/webhooks",
            new { url = "https://example.com/hook", events = new[] { "room_started" }, description = "d" });
        var hookPath = "/v1/webhooks/" + hook.Text("id");
        Assert.StartsWith("whsec_", hook.Text("secret"), StringComparison.Ordinal);
        await CallAsync(service, "ListWebhooks", "/v1/webhooks");
        Assert.False((await CallAsync(service, "GetWebhook", hookPath)).Json.TryGetProperty("secret", out _));
        await CallAsync(service, "PatchWebhook", hookPath, new { events = (string[]?)null, enabled = false });
        await CallAsync(service, "RotateWebhookSecret", hookPath + "/secret");
        await CallAsync(service, "PingWebhook", hookPath + "/ping");
        await CallAsync(service, "ListDeadLetters", hookPath + "/dead-letters");
        await CallAsync(service, "ReplayDeadLetters", hookPath + "/dead-letters/replay");
        await CallAsync(service, "DeleteWebhook", hookPath);

        await CallAsync(super, "ListNodes", "/v1/nodes");
        await CallAsync(super, "GetNode", "/v1/nodes/" + node.Id);
        await CallAsync(super, "DryRunPlacement", "/v1/placement/dry-run", new { policy = "least-load" });
        await CallAsync(super, "DrainNode", $"/v1/nodes/{node.Id}/drain", new { deadlineSeconds = 60 });
        await CallAsync(super, "CancelDrain", $"/v1/nodes/{node.Id}/drain");
        await CallAsync(super, "GetLiveness", "/healthz/live");
        await CallAsync(super, "GetReadiness", "/healthz/ready");
        await CallAsync(super, "GetPublicKeys", "/.well-known/jwks.json");
        await CallAsync(super, "GetNodeKeys", "/.well-known/node-keys.json");
        await CallAsync(super, "GetOpenApi", "/openapi/v1.json");

        // A reporting node cannot be removed, and no dead letter exists yet to replay: their refusals are documented too.
        Assert.Equal(["RemoveNode", "ReplayDeadLetter"], operations.Keys.Where(id => !id.StartsWith("nuve-", StringComparison.Ordinal)).Except(seen).Order());

        async Task<Answer> CallAsync(ServiceCaller caller, string id, string target, object? body = null, params (string, string)[] headers)
        {
            var operation = operations[id];
            var answer = await caller.SendAsync(new HttpMethod(operation.Method), target, body, headers);
            Assert.True(operation.Documents(answer.Status) && answer.Status < 300, $"{id}: {answer.Status} {answer.Body}");
            var response = operation.Json.GetProperty("responses").GetProperty($"{answer.Status}");
            if (response.TryGetProperty("content", out var content))
            {
                var schema = content.GetProperty(answer.MediaType!).GetProperty("schema");
                Assert.Null(operation.Schemas.Mismatch(answer.Json, schema));
            }
            else
            {
                Assert.Equal("", answer.Body);
            }

            seen.Add(id);
            return answer;
        }
    }

    internal static async Task<JsonElement> DocumentOf(Installation installation) =>
        (await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json"))).ShouldBe(200).Json;
}
