using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Nodes;
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
                new RoomNodeEntity { PartitionKey = "node", RowKey = "room-of-" + service, ServiceId = service, Peers = peers, SeenAt = TimeProvider.System.GetUtcNow() },
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

    private static async Task<(ServiceCaller First, ServiceCaller Second)> CreateAsync(Installation installation, object spec)
    {
        var created = (await installation.Superservice.PostAsync("/v1/services", spec)).ShouldBe(201);
        var key = created.Json.GetProperty("newKey").GetProperty("key").GetString()!;
        return (installation.Caller(created.Text("id"), key), installation.Caller(created.Text("id"), key, installation.Instances - 1));
    }
}
