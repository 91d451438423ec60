using System.Text;
using System.Text.Json;
using Signal.Functions.Rooms;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Nuve;

public sealed class NuveBehaviourTests(SharedInstallation shared) : IClassFixture<SharedInstallation>, IAsyncLifetime
{
    private Installation _installation = null!;
    private NuveCaller _super = null!;
    private NuveCaller _tenant = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = shared.Installation;
        _super = new NuveCaller(_installation, Installation.SuperserviceId, Installation.SuperserviceKey);
        _tenant = await CreateTenantAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("POST", "/nuve/services", "{}", 400, "Invalid name")]
    [InlineData("POST", "/nuve/services", """{"name":7,"key":"k"}""", 400, "Invalid name")]
    [InlineData("POST", "/nuve/services", """{"name":"n"}""", 400, "Invalid key")]
    [InlineData("POST", "/nuve/services", "name=n", 400, "Invalid key")]
    [InlineData("POST", "/nuve/services", "{", 400, "Bad Request")]
    [InlineData("GET", "/nuve/services/unknown", null, 404, "Service not found")]
    [InlineData("GET", "/nuve/services/a%20b'", null, 404, "Service not found")]
    [InlineData("DELETE", "/nuve/services/unknown", null, 404, "Service not found")]
    [InlineData("POST", "/nuve/rooms", null, 400, "Invalid room")]
    [InlineData("POST", "/nuve/rooms", "[]", 400, "Invalid room")]
    [InlineData("POST", "/nuve/rooms", """{"name":"\ud800"}""", 400, "Bad Request")]
    [InlineData("POST", "/nuve/rooms", """{"name":{}}""", 400, "Invalid room")]
    [InlineData("GET", "/nuve/rooms/unknown", null, 404, "Room does not exist")]
    [InlineData("GET", "/nuve/rooms/%2e%2e%2fx", null, 404, "Room does not exist")]
    [InlineData("PUT", "/nuve/rooms/unknown", "{}", 404, "Room does not exist")]
    [InlineData("PATCH", "/nuve/rooms/unknown", "{}", 404, "Room does not exist")]
    [InlineData("DELETE", "/nuve/rooms/unknown", null, 404, "Room does not exist")]
    [InlineData("POST", "/nuve/rooms/unknown/tokens", null, 404, "Room does not exist")]
    [InlineData("GET", "/nuve/rooms/unknown/users", null, 404, "Room does not exist")]
    [InlineData("GET", "/nuve/rooms/unknown/users/x", null, 404, "Room does not exist")]
    [InlineData("DELETE", "/nuve/rooms/unknown/users/x", null, 404, "Room does not exist")]
    public async Task Unsupported_operations_have_the_answer_of_mediasoup_signal(string method, string path, string? body, int status, string text)
    {
        var answer = await _super.SendAsync(method, path, body);
        Assert.Equal((status, text), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("GET", "/nuve/services")]
    [InlineData("POST", "/nuve/services")]
    [InlineData("GET", "/nuve/services/superservice")]
    [InlineData("DELETE", "/nuve/services/superservice")]
    [InlineData("GET", "/nuve/workers")]
    [InlineData("GET", "/workers")]
    public async Task Only_the_superservice_sees_services_and_workers(string method, string path)
    {
        var answer = await _tenant.SendAsync(method, path, method == "POST" ? """{"name":"n","key":"k"}""" : null);
        Assert.Equal((401, "Service not authorized for this action"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_service_cannot_choose_its_id_and_its_key_is_not_shown()
    {
        const string Spec = """{"name":"n","key":"the-hidden-key-of-n","_id":"superservice","rooms":[1]}""";
        var id = (await _super.SendAsync("POST", "/nuve/services", Spec)).ShouldBe(200).Json.GetString()!;
        Assert.NotEqual("superservice", id);
        var shown = await _super.SendAsync("GET", "/nuve/services/" + id);
        Assert.Equal($$"""{"_id":"{{id}}","name":"n","rooms":[]}""", shown.Body);
        Assert.DoesNotContain("the-hidden-key-of-n", (await _super.SendAsync("GET", "/nuve/services")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_room_does_not_exist()
    {
        var room = (await _tenant.SendAsync("POST", "/nuve/rooms", """{"name":"mine"}""")).ShouldBe(200).Text("_id");
        var other = await CreateTenantAsync();
        (string Method, string Path)[] requests =
            [("GET", ""), ("PUT", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/tokens"), ("GET", "/users"), ("DELETE", "/users/x")];
        foreach (var (method, path) in requests)
        {
            var answer = await other.SendAsync(method, $"/nuve/rooms/{room}{path}", """{"name":"stolen"}""", "eve", "presenter");
            Assert.Equal((404, "Room does not exist"), (answer.Status, answer.Body));
        }

        Assert.Equal("mine", (await _tenant.SendAsync("GET", "/nuve/rooms/" + room)).Text("name"));
        Assert.Equal("[]", (await other.SendAsync("GET", "/nuve/rooms")).Body);
    }

    [Fact]
    public async Task Of_many_rooms_the_oldest_are_listed()
    {
        const int Shown = 1000;
        const int All = Shown + 50;
        var cancelled = TestContext.Current.CancellationToken;
        var table = _installation.Get<TableDatabase>().Open<RoomEntity>(TableNames.Rooms);
        var start = TimeProvider.System.GetUtcNow();
        foreach (var numbers in Enumerable.Range(0, All).Chunk(TableBatch.MaxSize))
        {
            var batch = new TableBatch(_tenant.Id);
            foreach (var number in numbers)
            {
                // The newest first in the table.
                batch.Insert(new RoomEntity
                {
                    PartitionKey = _tenant.Id,
                    RowKey = $"room-{All - number:D4}",
                    Spec = new RoomSpec { Name = $"{number}" },
                    CreatedAt = start.AddSeconds(number),
                });
            }

            Assert.True(await table.TryWriteAsync(batch, cancelled));
        }

        var listed = (await _tenant.SendAsync("GET", "/nuve/rooms")).ShouldBe(200).Json.EnumerateArray().Select(room => room.GetProperty("name").GetString()!);

        Assert.Equal(Enumerable.Range(0, Shown).Select(number => $"{number}"), listed);
    }

    [Fact]
    public async Task A_service_has_one_test_room()
    {
        var first = (await _tenant.SendAsync("POST", "/nuve/rooms", """{"name":"x","options":{"test":true}}""")).ShouldBe(200);
        var second = (await _tenant.SendAsync("POST", "/nuve/rooms", """{"options":{"test":true}}""")).ShouldBe(200);
        Assert.Equal("testRoom", first.Text("name"));
        Assert.Equal(first.Text("_id"), second.Text("_id"));
    }

    [Fact]
    public async Task A_patch_with_data_on_a_room_without_any_sets_it_and_keeps_the_rest()
    {
        var room = (await _tenant.SendAsync("POST", "/nuve/rooms", """{"name":"r","options":{"p2p":1,"eapolicy":"unknown"}}""")).ShouldBe(200);
        Assert.Equal("ROOM-BEST", room.Text("eapolicy"));
        var path = "/nuve/rooms/" + room.Text("_id");
        (await _tenant.SendAsync("PATCH", path, """{"options":{"data":{"a":1}}}""")).ShouldBe(200);
        (await _tenant.SendAsync("PATCH", path, """{"options":{"data":{"b":[2]},"p2p":false}}""")).ShouldBe(200);
        (await _tenant.SendAsync("PUT", path, "{}")).ShouldBe(400);
        Assert.Equal(
            """{"name":"r","p2p":true,"data":{"a":1,"b":[2]},"eapolicy":"ROOM-BEST","_id":"ID"}""",
            (await _tenant.SendAsync("GET", path)).Body.Replace(room.Text("_id"), "ID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_needs_a_name_and_a_role_and_takes_any_of_them()
    {
        await using var node = _installation.CreateNode();
        await node.ReportUntilKnownAsync(_installation.Superservice);
        var path = $"/nuve/rooms/{(await _tenant.SendAsync("POST", "/nuve/rooms", """{"name":"r"}""")).Text("_id")}/tokens";
        foreach (var (user, role) in new[] { (null, null), ("", "presenter"), ("alice", "") })
        {
            var answer = await _tenant.SendAsync("POST", path, null, user, role);
            Assert.Equal((401, "Name and role?"), (answer.Status, answer.Body));
        }

        var answered = (await _tenant.SendAsync("POST", path, null, "Doe, Jane=x", "publish")).ShouldBe(200);
        var token = JsonElement.Parse(Convert.FromBase64String(answered.Body)).GetProperty("token").GetString()!;
        var claims = JsonElement.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])));
        Assert.Equal("Doe, Jane=x", claims.GetProperty("name").GetString());
        Assert.Equal("publish", claims.GetProperty("role").GetString());
        Assert.False(claims.GetProperty("grants").GetProperty("publishVideo").GetBoolean());
        Assert.True(claims.GetProperty("grants").GetProperty("subscribe").GetBoolean());
    }

    [Theory]
    [InlineData("Viewer")]
    [InlineData("readonly")]
    public async Task An_undefined_role_publishes_nothing(string role)
    {
        await using var node = _installation.CreateNode();
        await node.ReportUntilKnownAsync(_installation.Superservice);
        var room = (await _tenant.SendAsync("POST", "/nuve/rooms", """{"name":42}""")).ShouldBe(200);
        Assert.Equal("42", room.Text("name"));

        var answered = (await _tenant.SendAsync("POST", $"/nuve/rooms/{room.Text("_id")}/tokens", null, "eve", role)).ShouldBe(200);

        var token = JsonElement.Parse(Convert.FromBase64String(answered.Body)).GetProperty("token").GetString()!;
        var grants = JsonElement.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))).GetProperty("grants");
        Assert.False(grants.GetProperty("publishAudio").GetBoolean() || grants.GetProperty("publishVideo").GetBoolean());
    }

    [Fact]
    public async Task A_key_that_can_be_guessed_is_refused()
    {
        var answer = await _super.SendAsync("POST", "/nuve/services", """{"name":"n","key":"k"}""");

        Assert.Equal((400, "Invalid key"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Workers_of_all_nodes_are_listed()
    {
        await using var a = _installation.CreateNode("node-a");
        await using var b = _installation.CreateNode("node-b");
        await a.ReportUntilKnownAsync(_installation.Superservice);
        await b.ReportUntilKnownAsync(_installation.Superservice);
        var workers = (await _super.SendAsync("GET", "/nuve/workers")).ShouldBe(200).Json.GetProperty("info")
            .EnumerateArray().Select(worker => worker.GetRawText());

        // Nodes of other tests are there too.
        Assert.Equal(
            ["""{"pid":4711,"rate":"25.0","node":"node-a"}""", """{"pid":4711,"rate":"25.0","node":"node-b"}"""],
            workers.Where(worker => worker.Contains("\"node-a\"", StringComparison.Ordinal) || worker.Contains("\"node-b\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_body_too_large_is_refused()
    {
        var answer = await _tenant.SendAsync("POST", "/nuve/rooms", $$"""{"name":"{{new string('x', 200_000)}}"}""");
        Assert.Equal(413, answer.Status);
    }

    private async Task<NuveCaller> CreateTenantAsync()
    {
        var key = "key of the tenant";
        var answer = await _super.SendAsync("POST", "/nuve/services", $$"""{"name":"tenant","key":"{{key}}"}""");
        return new NuveCaller(_installation, answer.ShouldBe(200).Json.GetString()!, key);
    }
}
