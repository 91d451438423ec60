using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Services;

public sealed class QuotaTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Of_many_rooms_created_at_once_only_as_many_pass_as_the_quota_allows()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await installation.AddInstanceAsync();
        var (service, elsewhere) = await CreateAsync(installation, new { name = "small", maxRooms = 4 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? service : elsewhere).PostAsync("/v1/rooms", new { name = "r" })));

        Assert.Equal(4, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.ShouldBeProblem(403, "quota-exceeded"));
        Assert.Equal(4, (await service.GetAsync("/v1/rooms")).Json.GetProperty("items").GetArrayLength());

        var roomId = answers.First(a => a.Status == 201).Text("id");
        (await service.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBe(204);
        await service.CreateRoomAsync();
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBeProblem(403, "quota-exceeded");
    }

    [Fact]
    public async Task A_service_with_as_many_participants_as_it_may_have_gets_no_more_tokens()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, _) = await CreateAsync(installation, new { name = "small", maxParticipants = 3 });
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);

        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync(rooms: [node.Room(service.ServiceId, roomId, peers: 3)]);
            return (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).Code == "quota-exceeded";
        });
    }

    [Fact]
    public async Task A_room_quota_that_was_lifted_and_set_again_counts_all_rooms()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, _) = await CreateAsync(installation, new { name = "grown", maxRooms = 2 });
        await CreateRoomsAsync(service, 2);
        await SetQuotaAsync(null);
        await CreateRoomsAsync(service, 3);

        await SetQuotaAsync(4);
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBeProblem(403, "quota-exceeded");
        await SetQuotaAsync(6);
        await service.CreateRoomAsync();
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBeProblem(403, "quota-exceeded");

        async Task SetQuotaAsync(int? maxRooms) =>
            (await installation.Superservice.PatchAsync($"/v1/services/{service.ServiceId}", new { maxRooms })).ShouldBe(200);
    }

    [Fact]
    public async Task Rooms_deleted_while_the_room_quota_was_lifted_admit_no_more_rooms_than_it_allows()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var (service, _) = await CreateAsync(installation, new { name = "shrunk", maxRooms = 1 });
        var path = $"/v1/services/{service.ServiceId}";
        await CreateRoomsAsync(service, 1);
        (await installation.Superservice.PatchAsync(path, new { maxRooms = (int?)null })).ShouldBe(200);
        foreach (var roomId in await CreateRoomsAsync(service, 3))
        {
            (await service.DeleteAsync($"/v1/rooms/{roomId}")).ShouldBe(204);
        }

        (await installation.Superservice.PatchAsync(path, new { maxRooms = 2 })).ShouldBe(200);

        await service.CreateRoomAsync();
        (await service.PostAsync("/v1/rooms", new { name = "r" })).ShouldBeProblem(403, "quota-exceeded");
    }

    [Fact]
    public async Task Rooms_of_an_instance_that_did_not_know_the_quota_yet_are_counted_later_and_once()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var services = installation.CreateServicesApart(("Tables:ConnectionString", tables.ConnectionString));
        var rooms = services.GetRequiredService<RoomStore>();
        var cancelled = TestContext.Current.CancellationToken;
        var set = TimeProvider.System.GetUtcNow();
        var quota = new RoomQuota(Max: 2, Since: set, SettledAt: set.AddMinutes(1));
        Assert.True(await rooms.TryInsertAsync(Room("counted"), quota, set, cancelled));
        Assert.True(await rooms.TryInsertAsync(Room("not-counted"), cancelled));
        tables.Clear();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<ProblemException>(() => rooms.TryInsertAsync(Room("too-many"), quota, quota.SettledAt, cancelled));
            Assert.Equal(ProblemCodes.QuotaExceeded, refusal.Problem.Code);
        }

        Assert.Single(tables.Requests, request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("Rooms()", StringComparison.Ordinal));

        RoomEntity Room(string id) => new() { PartitionKey = "tenant", RowKey = id, Spec = new RoomSpec { Name = id }, CreatedAt = set };
    }

    [Fact]
    public async Task All_tokens_of_all_services_share_one_scan_of_the_participants()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var app = installation.CreateServicesApart(("Tables:ConnectionString", tables.ConnectionString));
        var cancelled = TestContext.Current.CancellationToken;
        foreach (var (service, peers) in new[] { ("full", 3), ("open", 2) })
        {
            await app.GetRequiredService<ServiceRegistry>().CreateAsync(service, new ServiceSpec { Name = service, MaxParticipants = 3 }, key: null, cancelled);
            await app.GetRequiredService<RoomNodeStore>().TryWriteAsync(
                new RoomNodeEntity
                {
                    PartitionKey = "node", RowKey = "room-of-" + service, ServiceId = service, Peers = peers, SeenAt = TimeProvider.System.GetUtcNow(),
                },
                cancelled);
        }

        var time = new FakeTimeProvider();
        using var quota = ActivatorUtilities.CreateInstance<ParticipantQuota>(app, time);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => quota.HasRoomAsync(i % 2 == 0 ? "full" : "open", cancelled).AsTask()));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 2 == 1), answers);
        Assert.Equal(1, Scans());

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await quota.HasRoomAsync("full", cancelled));
        Assert.Equal(2, Scans());

        int Scans() => tables.Requests.Count(request =>
            request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("RoomNodes", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> CreateRoomsAsync(ServiceCaller service, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await service.CreateRoomAsync());
        }

        return ids;
    }

    private static async Task<(ServiceCaller First, ServiceCaller Second)> CreateAsync(Installation installation, object spec)
    {
        var created = (await installation.Superservice.PostAsync("/v1/services", spec)).ShouldBe(201);
        var key = created.Json.GetProperty("newKey").GetProperty("key").GetString()!;
        return (installation.Caller(created.Text("id"), key), installation.Caller(created.Text("id"), key, installation.Instances - 1));
    }
}
