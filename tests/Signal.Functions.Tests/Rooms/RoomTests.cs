using System.Text.Encodings.Web;
using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Rooms;

public sealed class RoomTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_room_keeps_all_its_fields()
    {
        var service = await Installation.CreateServiceAsync();
        var spec = new
        {
            name = "all fields", policy = "two-choice", region = "eu", p2p = true, mediaConfiguration = "default", data = new { a = new[] { 1, 2 } },
            metadata = "m", codecs = new[] { "video/VP9", "audio/opus" }, maxParticipants = 7, maxPublishers = 3, emptyTimeoutSeconds = 600,
            departureTimeoutSeconds = 60, locked = false, e2eeRequired = true, duplicateUsers = "reject",
        };

        var created = (await service.PostAsync("/v1/rooms", spec)).ShouldBe(201);

        var shown = (await service.GetAsync(created.Location!)).ShouldBe(200);
        Assert.Equal(created.Body, shown.Body);
        Assert.Equal("\"1\"", shown.ETag);
        foreach (var property in JsonSerializer.SerializeToElement(spec).EnumerateObject())
        {
            Assert.Equal(property.Value.GetRawText(), shown.Json.GetProperty(property.Name).GetRawText());
        }
    }

    [Fact]
    public async Task Another_tenant_cannot_distinguish_a_room_from_a_missing_one()
    {
        var service = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await other.GetAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(404, "not-found");
        (await other.PatchAsync($"/v1/rooms/{roomId}", new { name = "mine" })).ShouldBeProblem(404, "not-found");
        (await other.PutAsync($"/v1/rooms/{roomId}", new { name = "mine" }, ("If-Match", "*"))).ShouldBeProblem(404, "not-found");
        (await other.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(404, "not-found");
        (await other.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "eve" })).ShouldBeProblem(404, "not-found");
        (await other.GetAsync($"/v1/rooms/{roomId}/participants")).ShouldBeProblem(404, "not-found");
        (await other.PostAsync($"/v1/rooms/{roomId}/data", new { payload = 1 })).ShouldBeProblem(404, "not-found");
        (await service.GetAsync($"/v1/rooms/{roomId}")).ShouldBe(200);
    }

    [Fact]
    public async Task Creating_twice_with_one_idempotency_key_makes_one_room()
    {
        var service = await Installation.CreateServiceAsync();
        var elsewhere = Installation.Caller(service.ServiceId, service.Key, instance: 1);
        var header = ("Idempotency-Key", Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? service : elsewhere).PostAsync("/v1/rooms", new { name = "once" }, header)));

        Assert.Single(answers.Select(a => a.ShouldBe(201).Text("id")).Distinct());
        Assert.Equal(1, (await service.GetAsync("/v1/rooms")).Json.GetProperty("items").GetArrayLength());
        (await service.PostAsync("/v1/rooms", new { name = "another" }, header)).ShouldBeProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_stale_version_replaces_nothing()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        var path = $"/v1/rooms/{roomId}";

        (await service.PutAsync(path, new { name = "b" })).ShouldBeProblem(428, "precondition-required");
        var second = (await service.PutAsync(path, new { name = "b" }, ("If-Match", "\"1\""))).ShouldBe(200);
        Assert.Equal("\"2\"", second.ETag);
        (await service.PutAsync(path, new { name = "c" }, ("If-Match", "\"1\""))).ShouldBeProblem(412, "precondition-failed");
        (await service.PatchAsync(path, new { name = "c" }, ("If-Match", "\"1\""))).ShouldBeProblem(412, "precondition-failed");
        (await service.DeleteAsync(path, ("If-Match", "nonsense"))).ShouldBeProblem(412, "precondition-failed");
        Assert.Equal("b", (await service.GetAsync(path)).Text("name"));
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_removes()
    {
        var service = await Installation.CreateServiceAsync();
        var path = "/v1/rooms/" + await service.CreateRoomAsync(
            new { name = "n", metadata = "m", maxParticipants = 5, data = new { a = 1, b = new { c = 2 } } });

        var patched = (await service.PatchAsync(path, "{\"metadata\":null,\"maxParticipants\":6,\"data\":{\"b\":{\"c\":null,\"d\":3}}}")).ShouldBe(200);

        Assert.Equal("n", patched.Text("name"));
        Assert.False(patched.Json.TryGetProperty("metadata", out _));
        Assert.Equal(6, patched.Json.GetProperty("maxParticipants").GetInt32());
        Assert.Equal("{\"a\":1,\"b\":{\"d\":3}}", patched.Json.GetProperty("data").GetRawText());
        (await service.PatchAsync(path, new { name = (string?)null })).ShouldBe(400);
        (await service.PatchAsync(path, new { colour = "red" })).ShouldBeProblem(400, "invalid");
        (await service.PatchAsync(path, "[1]")).ShouldBeProblem(400, "bad-request");
    }

    [Fact]
    public async Task Concurrent_patches_all_count()
    {
        var service = await Installation.CreateServiceAsync();
        var elsewhere = Installation.Caller(service.ServiceId, service.Key, instance: 1);
        var path = "/v1/rooms/" + await service.CreateRoomAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
            (await (i % 2 == 0 ? service : elsewhere).PatchAsync(path, $"{{\"data\":{{\"k{i}\":{i}}}}}")).ShouldBe(200)));

        var room = await service.GetAsync(path);
        Assert.Equal(10, room.Json.GetProperty("data").EnumerateObject().Count());
        Assert.Equal("\"11\"", room.ETag);
    }

    [Fact]
    public async Task The_longest_texts_fit_in_any_language()
    {
        var service = await Installation.CreateServiceAsync();
        var spec = new { name = new string('語', 128), metadata = new string('ü', 4096), data = new string('ж', 16_000) };

        var room = (await service.PostAsync("/v1/rooms", JsonSerializer.Serialize(spec, AsIs))).ShouldBe(201);

        Assert.Equal(spec.metadata, (await service.GetAsync(room.Location!)).Text("metadata"));
        var large = new { name = "n", metadata = new string('\u0001', 4096), data = new string('x', 16_000) };
        (await service.PostAsync("/v1/rooms", large)).ShouldBeProblem(400, "invalid");
    }

    [Fact]
    public async Task A_preset_fills_in_what_is_left_out()
    {
        var service = await Installation.CreateServiceAsync();

        var room = (await service.PostAsync("/v1/rooms", new { name = "x", preset = "webinar", maxParticipants = 20 })).ShouldBe(201);

        Assert.Equal(20, room.Json.GetProperty("maxParticipants").GetInt32());
        Assert.Equal(10, room.Json.GetProperty("maxPublishers").GetInt32());
        Assert.True((await service.GetAsync("/v1/presets")).Json.TryGetProperty("webinar", out _));
    }

    [Fact]
    public async Task There_is_one_test_room_per_service()
    {
        var service = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();

        var first = await service.CreateRoomAsync(new { name = "testRoom", test = true });
        var again = await service.CreateRoomAsync(new { name = "testRoom", test = true });

        Assert.Equal(first, again);
        Assert.NotEqual(first, await other.CreateRoomAsync(new { name = "testRoom", test = true }));
    }

    [Fact]
    public async Task Rooms_are_listed_page_by_page_without_gaps_or_repetitions()
    {
        var service = await Installation.CreateServiceAsync();
        var ids = new HashSet<string>(await Task.WhenAll(Enumerable.Range(0, 23).Select(_ => service.CreateRoomAsync())));

        var seen = new List<string>();
        var path = "/v1/rooms?limit=5";
        for (string? next = path; next is not null;)
        {
            var page = (await service.GetAsync(next)).ShouldBe(200).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
            next = page.TryGetProperty("continuation", out var continuation) ? path + "&continuation=" + continuation.GetString() : null;
        }

        Assert.Equal(23, seen.Count);
        Assert.Equal(ids, [.. seen]);
    }

    [Fact]
    public async Task A_change_of_a_placed_room_is_sent_to_its_node_and_keeps_the_placement()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        var url = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "a" })).ShouldBe(201).Text("url");
        await using var node = Installation.CreateNode(url.Contains("node-a", StringComparison.Ordinal) ? "node-a" : "node-b").Listen();

        (await service.PatchAsync($"/v1/rooms/{roomId}", new { locked = true, metadata = "closed" })).ShouldBe(200);

        UpdateRoom told;
        do
        {
            told = await node.NextAsync<UpdateRoom>();
        }
        while (told.RoomId != roomId);

        Assert.True(told.Locked);
        Assert.Equal("closed", told.Metadata);

        // The room is not open there: the lock is enforced when tokens are issued.
        var revoked = await node.NextAsync<RevokeTokens>();
        Assert.Equal((roomId, null, null), (revoked.RoomId, revoked.UserId, revoked.TokenId));
        (await service.PatchAsync($"/v1/rooms/{roomId}", new { locked = false })).ShouldBe(200);
        Assert.Equal(url, (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "b" })).ShouldBe(201).Text("url"));
    }
}
