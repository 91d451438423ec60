using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Services;

public sealed class ServiceTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_new_service_can_call_with_the_key_that_was_shown_once()
    {
        var created = (await Installation.Superservice.PostAsync("/v1/services", new { name = "acme" })).ShouldBe(201);
        var service = Installation.Caller(created.Text("id"), created.Json.GetProperty("newKey").GetProperty("key").GetString()!);

        (await service.GetAsync("/v1/rooms")).ShouldBe(200);

        var shown = (await Installation.Superservice.GetAsync(created.Location!)).ShouldBe(200);
        Assert.Equal("acme", shown.Text("name"));
        Assert.DoesNotContain(service.Key, shown.Body, StringComparison.Ordinal);
        Assert.False(shown.Json.TryGetProperty("newKey", out _));
    }

    [Fact]
    public async Task Two_keys_are_valid_during_a_rotation_and_the_old_one_can_be_ended()
    {
        var old = await Installation.CreateServiceAsync();
        var rotated = (await old.PostAsync($"/v1/services/{old.ServiceId}/keys", "")).ShouldBe(201);
        var renewed = Installation.Caller(old.ServiceId, rotated.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        (await renewed.GetAsync("/v1/rooms")).ShouldBe(200);
        (await old.GetAsync("/v1/rooms")).ShouldBe(200);

        var oldKeyId = rotated.Json.GetProperty("keys")[1].GetProperty("id").GetString();
        (await renewed.DeleteAsync($"/v1/services/{old.ServiceId}/keys/{oldKeyId}")).ShouldBe(204);

        (await old.GetAsync("/v1/rooms")).ShouldBeProblem(401, "unauthorized");
        (await renewed.GetAsync("/v1/rooms")).ShouldBe(200);
    }

    [Fact]
    public async Task A_rotation_without_grace_ends_the_old_key_at_once()
    {
        var old = await Installation.CreateServiceAsync();

        (await old.PostAsync($"/v1/services/{old.ServiceId}/keys?graceSeconds=0", "")).ShouldBe(201);

        (await old.GetAsync("/v1/rooms")).ShouldBeProblem(401, "unauthorized");
    }

    [Fact]
    public async Task The_last_key_stays()
    {
        var service = await Installation.CreateServiceAsync();
        var keyId = (await service.GetAsync($"/v1/services/{service.ServiceId}")).Json.GetProperty("keys")[0].GetProperty("id").GetString();

        (await service.DeleteAsync($"/v1/services/{service.ServiceId}/keys/{keyId}")).ShouldBeProblem(409, "conflict");
    }

    [Fact]
    public async Task A_key_that_is_ending_cannot_shut_out_its_owner()
    {
        var leaked = await Installation.CreateServiceAsync();
        var rotated = (await leaked.PostAsync($"/v1/services/{leaked.ServiceId}/keys", "")).ShouldBe(201);
        var owner = Installation.Caller(leaked.ServiceId, rotated.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        var ownersKeyId = rotated.Json.GetProperty("newKey").GetProperty("id").GetString();

        (await leaked.PostAsync($"/v1/services/{leaked.ServiceId}/keys?graceSeconds=0", "")).ShouldBeProblem(403, "forbidden");
        (await leaked.DeleteAsync($"/v1/services/{leaked.ServiceId}/keys/{ownersKeyId}")).ShouldBeProblem(403, "forbidden");

        (await owner.GetAsync("/v1/rooms")).ShouldBe(200);
    }

    [Fact]
    public async Task The_last_key_that_has_no_end_stays()
    {
        var old = await Installation.CreateServiceAsync();
        var rotated = (await old.PostAsync($"/v1/services/{old.ServiceId}/keys?graceSeconds=0", "")).ShouldBe(201);
        var key = rotated.Json.GetProperty("newKey");
        var renewed = Installation.Caller(old.ServiceId, key.GetProperty("key").GetString()!);

        (await renewed.DeleteAsync($"/v1/services/{old.ServiceId}/keys/{key.GetProperty("id").GetString()}")).ShouldBeProblem(409, "conflict");

        (await renewed.GetAsync("/v1/rooms")).ShouldBe(200);
    }

    [Fact]
    public async Task A_superservice_key_that_was_replaced_in_the_settings_ends()
    {
        await using var installation = await Installation.StartAsync(
            shared.Azurite, ("Admin:SuperserviceKeyGrace", "00:00:00"), ("Admin:ServiceCache", "00:00:00"));
        var leaked = installation.Superservice;
        (await leaked.GetAsync("/v1/services")).ShouldBe(200);

        installation.Set("Admin:SuperserviceKey", "another-key-of-the-superservice");
        await installation.AddInstanceAsync();

        (await installation.Caller(Installation.SuperserviceId, "another-key-of-the-superservice", instance: 1).GetAsync("/v1/services")).ShouldBe(200);
        (await installation.Caller(Installation.SuperserviceId, Installation.SuperserviceKey, instance: 1).GetAsync("/v1/services")).ShouldBe(401);
    }

    [Fact]
    public async Task Answers_that_may_hold_secrets_and_refusals_are_not_stored_but_public_keys_are()
    {
        Assert.Equal("no-store", (await Installation.Superservice.GetAsync("/v1/services")).ShouldBe(200).CacheControl);
        Assert.Equal("no-store", (await Installation.SendAsync(Get("/v1/services"))).ShouldBe(401).CacheControl);
        Assert.Equal("no-store", (await Installation.SendAsync(Get("/v1/no/such/path"))).ShouldBe(404).CacheControl);
        Assert.Equal("no-store", (await Installation.SendAsync(Get("/docs/other.js"))).ShouldBe(404).CacheControl);
        Assert.Equal("public, max-age=60", (await Installation.SendAsync(Get("/.well-known/jwks.json"))).ShouldBe(200).CacheControl);

        static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);
    }

    [Fact]
    public async Task Settings_are_changed_by_a_merge_patch_and_keys_stay()
    {
        var spec = new { name = "acme", maxRooms = 0, maxParticipants = 5, allowedRegions = new[] { "eu" } };
        var created = (await Installation.Superservice.PostAsync("/v1/services", spec)).ShouldBe(201);
        var service = Installation.Caller(created.Text("id"), created.Json.GetProperty("newKey").GetProperty("key").GetString()!);
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBeProblem(403, "quota-exceeded");

        var changed = (await Installation.Superservice.PatchAsync(
            created.Location!, new { maxRooms = (int?)null, allowedRegions = new[] { "us", "asia" } })).ShouldBe(200);

        Assert.Equal(("acme", 5), (changed.Text("name"), changed.Json.GetProperty("maxParticipants").GetInt32()));
        Assert.Equal(["us", "asia"], changed.Json.GetProperty("allowedRegions").EnumerateArray().Select(region => region.GetString()!));
        Assert.False(changed.Json.TryGetProperty("maxRooms", out _));
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBe(201);
    }

    [Fact]
    public async Task Settings_that_are_not_valid_and_unknown_services_are_not_changed()
    {
        var service = await Installation.CreateServiceAsync();
        var path = $"/v1/services/{service.ServiceId}";
        var before = (await Installation.Superservice.GetAsync(path)).ShouldBe(200).Body;

        (await Installation.Superservice.PatchAsync(path, new { allowedRegions = Array.Empty<string>() })).ShouldBe(400);
        (await Installation.Superservice.PatchAsync(path, new { name = (string?)null })).ShouldBe(400);
        (await Installation.Superservice.PatchAsync(path, new { deleting = true })).ShouldBe(400);
        (await Installation.Superservice.PatchAsync("/v1/services/none", new { maxRooms = 1 })).ShouldBe(404);
        (await service.PatchAsync(path, new { maxRooms = 1 })).ShouldBeProblem(403, "forbidden");

        Assert.Equal(before, (await Installation.Superservice.GetAsync(path)).Body);
    }

    [Fact]
    public async Task Only_the_superservice_manages_services_and_no_service_sees_others()
    {
        var service = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();

        (await service.GetAsync("/v1/services")).ShouldBeProblem(403, "forbidden");
        (await service.PostAsync("/v1/services", new { name = "x" })).ShouldBeProblem(403, "forbidden");
        (await service.DeleteAsync($"/v1/services/{other.ServiceId}")).ShouldBeProblem(403, "forbidden");
        var foreign = (await service.GetAsync($"/v1/services/{other.ServiceId}")).ShouldBeProblem(404, "not-found");
        var unknown = (await service.GetAsync("/v1/services/nothing-like-it")).ShouldBeProblem(404, "not-found");
        Assert.Equal(WithoutTrace(foreign.Body), WithoutTrace(unknown.Body));
    }

    [Fact]
    public async Task A_deleted_service_loses_its_credentials_and_all_its_rooms()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        await service.CreateRoomAsync();

        (await Installation.Superservice.DeleteAsync($"/v1/services/{service.ServiceId}")).ShouldBe(204);

        (await service.GetAsync($"/v1/rooms/{roomId}")).ShouldBeProblem(401, "unauthorized");
        (await Installation.Superservice.GetAsync($"/v1/services/{service.ServiceId}")).ShouldBeProblem(404, "not-found");
        (await Installation.Superservice.DeleteAsync("/v1/services/superservice")).ShouldBeProblem(409, "conflict");
    }

    [Fact]
    public async Task Services_are_listed_page_by_page()
    {
        var created = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            created.Add((await Installation.CreateServiceAsync()).ServiceId);
        }

        var seen = new HashSet<string>();
        string? continuation = null;
        do
        {
            var query = "limit=2" + (continuation is null ? "" : "&continuation=" + continuation);
            var page = (await Installation.Superservice.GetAsync("/v1/services?" + query)).ShouldBe(200);
            Assert.InRange(page.Json.GetProperty("items").GetArrayLength(), 0, 2);
            seen.UnionWith(page.Json.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            continuation = page.Json.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);

        Assert.Superset(created, seen);
        Assert.Contains(Installation.SuperserviceId, seen);
    }

    private static string WithoutTrace(string body) => body[..body.IndexOf("\"traceId\"", StringComparison.Ordinal)];
}
