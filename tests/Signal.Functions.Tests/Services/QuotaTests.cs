using Signal.Functions.Tests.Hosting;
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

    private static async Task<(ServiceCaller First, ServiceCaller Second)> CreateAsync(Installation installation, object spec)
    {
        var created = (await installation.Superservice.PostAsync("/v1/services", spec)).ShouldBe(201);
        var key = created.Json.GetProperty("newKey").GetProperty("key").GetString()!;
        return (installation.Caller(created.Text("id"), key), installation.Caller(created.Text("id"), key, installation.Instances - 1));
    }
}
