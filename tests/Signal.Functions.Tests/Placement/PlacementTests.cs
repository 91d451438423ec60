using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

public sealed class PlacementTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Without_a_node_there_is_no_token()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        var answer = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBeProblem(503, "no-node");

        Assert.NotNull(answer.RetryAfter);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("least-rooms")]
    [InlineData("least-load")]
    [InlineData("two-choice")]
    [InlineData("region")]
    [InlineData("nearest")]
    public async Task Many_first_tokens_at_once_agree_on_one_home(string policy)
    {
        await using var installation = await Installation.StartAsync(azurite);
        await installation.AddInstanceAsync();
        var service = await installation.CreateServiceAsync();
        var elsewhere = installation.Caller(service.ServiceId, service.Key, instance: 1);
        foreach (var id in new[] { "n1", "n2", "n3" })
        {
            await installation.CreateNode(id, region: "r-" + id).ReportUntilKnownAsync(installation.Superservice);
        }

        for (var round = 0; round < 3; round++)
        {
            var roomId = await service.CreateRoomAsync(new { name = "r", policy });

            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
                (i % 2 == 0 ? service : elsewhere).PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = $"u{i}" })));

            var homes = await Task.WhenAll(answers.Select(async a => (await RoomToken.VerifyAsync(installation, a.ShouldBe(201).Text("token"))).Audience));
            Assert.Single(homes.Distinct());
        }
    }

    [Fact]
    public async Task Load_counts_what_was_placed_since_the_last_report()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await installation.AddInstanceAsync();
        var service = await installation.CreateServiceAsync();
        var elsewhere = installation.Caller(service.ServiceId, service.Key, instance: 1);
        foreach (var id in new[] { "n1", "n2", "n3", "n4" })
        {
            await installation.CreateNode(id).ReportUntilKnownAsync(installation.Superservice);
        }

        var homes = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var roomId = await service.CreateRoomAsync(new { name = "r", policy = "least-load" });
            homes.Add((await (i % 2 == 0 ? service : elsewhere).PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url"));
        }

        Assert.All(homes.CountBy(h => h), h => Assert.InRange(h.Value, 3, 8));
        Assert.Equal(4, homes.Distinct().Count());
    }

    [Fact]
    public async Task Rooms_that_are_placed_at_the_same_time_count_each_other()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:Cache", "00:00:00"));
        var service = await installation.CreateServiceAsync();
        foreach (var id in new[] { "n1", "n2", "n3", "n4" })
        {
            await installation.CreateNode(id).ReportUntilKnownAsync(installation.Superservice);
        }

        var rooms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.CreateRoomAsync(new { name = "r", policy = "least-load" })));
        var homes = await Task.WhenAll(rooms.Select(async roomId =>
            (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url")));

        Assert.Equal([5, 5, 5, 5], homes.CountBy(home => home).Select(count => count.Value));
    }

    [Fact]
    public async Task A_node_whose_report_is_old_gets_no_token_and_a_room_that_is_not_open_moves()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:ReportMaxAge", "00:00:03"));
        var service = await installation.CreateServiceAsync();
        await using var dying = installation.CreateNode("dying");
        await dying.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        Assert.Equal(dying.Url, (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url"));

        await using var fresh = installation.CreateNode("fresh");
        await Eventually.TrueAsync(async () =>
        {
            await fresh.ReportAsync(load: 0.9);
            return (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url") == fresh.Url;
        });
    }

    [Fact]
    public async Task A_restarted_node_gets_tokens_of_its_new_life()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);

        node.Epoch += 1000;
        await node.ReportUntilKnownAsync(installation.Superservice, load: 0.5);

        await Eventually.TrueAsync(async () =>
        {
            var token = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("token");
            return (await RoomToken.VerifyAsync(installation, token))["epoch"] == $"{node.Epoch}";
        });
    }

    [Fact]
    public async Task A_draining_nodes_rooms_go_elsewhere_and_it_gets_no_new_ones()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Placement:DrainGrace", "00:00:00"));
        var service = await installation.CreateServiceAsync();
        await using var draining = installation.CreateNode("draining").Listen();
        await draining.ReportUntilKnownAsync(installation.Superservice);
        var live = await service.CreateRoomAsync();
        var idle = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{live}/tokens", new { userId = "u" })).ShouldBe(201);
        (await service.PostAsync($"/v1/rooms/{idle}/tokens", new { userId = "u" })).ShouldBe(201);
        await draining.StartRoomAsync(service.ServiceId, live);
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{live}")).Json.GetProperty("live").GetBoolean());
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);

        (await installation.Superservice.PostAsync("/v1/nodes/draining/drain", new { deadlineSeconds = 60 })).ShouldBe(202);
        Assert.InRange(
            (await draining.NextAsync<Drain>()).Deadline,
            TimeProvider.System.GetUtcNow().AddSeconds(30),
            TimeProvider.System.GetUtcNow().AddSeconds(90));

        Assert.Equal(other.Url, (await service.PostAsync($"/v1/rooms/{live}/tokens", new { userId = "v" })).ShouldBe(201).Text("url"));
        Assert.Equal(other.Url, (await service.PostAsync($"/v1/rooms/{idle}/tokens", new { userId = "v" })).ShouldBe(201).Text("url"));

        (await installation.Superservice.DeleteAsync("/v1/nodes/draining/drain")).ShouldBe(202);
        await draining.NextAsync<CancelDrain>();
        var roomId = await service.CreateRoomAsync();
        Assert.Equal(draining.Url, (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task The_first_join_decides_among_the_nearest_candidates()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        var nodes = new[] { "n1", "n2", "n3" }.ToDictionary(id => id, id => installation.CreateNode(id, region: "r-" + id).Listen());
        foreach (var node in nodes.Values)
        {
            await node.ReportUntilKnownAsync(installation.Superservice);
        }

        var roomId = await service.CreateRoomAsync(new { name = "r", policy = "nearest" });
        var minted = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        var candidates = minted.Json.GetProperty("candidates").EnumerateArray().ToArray();
        Assert.Equal(3, candidates.Length);
        Assert.Equal(minted.Text("token"), candidates[0].GetProperty("token").GetString());
        foreach (var candidate in candidates)
        {
            var token = await RoomToken.VerifyAsync(installation, candidate.GetProperty("token").GetString()!);
            Assert.Equal(candidate.GetProperty("nodeId").GetString(), token.Audience);
        }

        var chosen = nodes[candidates[2].GetProperty("nodeId").GetString()!];
        await chosen.StartRoomAsync(service.ServiceId, roomId);

        var home = nodes[candidates[0].GetProperty("nodeId").GetString()!];
        Assert.Equal(minted.Text("tokenId"), (await home.NextAsync<RevokeTokens>()).TokenId);
        var next = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).ShouldBe(201);
        Assert.Equal(chosen.Url, next.Text("url"));
        Assert.False(next.Json.TryGetProperty("candidates", out _));
    }

    [Fact]
    public async Task A_second_token_ends_the_choice_and_a_copy_that_opens_elsewhere_moves_to_the_home()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var service = await installation.CreateServiceAsync();
        var nodes = new[] { "n1", "n2" }.ToDictionary(id => id, id => installation.CreateNode(id, region: "r-" + id).Listen());
        foreach (var node in nodes.Values)
        {
            await node.ReportUntilKnownAsync(installation.Superservice);
        }

        var roomId = await service.CreateRoomAsync(new { name = "r", policy = "nearest" });
        var first = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        var second = (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "v" })).ShouldBe(201);
        Assert.Equal(first.Text("url"), second.Text("url"));
        Assert.False(second.Json.TryGetProperty("candidates", out _));

        var offered = nodes[first.Json.GetProperty("candidates")[1].GetProperty("nodeId").GetString()!];
        Assert.StartsWith(first.Text("tokenId") + ".", (await offered.NextAsync<RevokeTokens>()).TokenId, StringComparison.Ordinal);
        await offered.StartRoomAsync(service.ServiceId, roomId);
        Assert.Equal(roomId, (await offered.NextAsync<MigrateRoom>()).RoomId);
    }

    [Fact]
    public async Task A_dry_run_explains_every_candidate_and_places_nothing()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await installation.CreateNode("near", region: "eu").ReportUntilKnownAsync(installation.Superservice, load: 0.5);
        await installation.CreateNode("far", region: "us").ReportUntilKnownAsync(installation.Superservice, load: 0.1);
        await installation.CreateNode("draining").ReportUntilKnownAsync(installation.Superservice, state: NodeState.Draining);
        await installation.FoldOldReportAsync(installation.CreateNode("old"));

        var answer = (await installation.Superservice.PostAsync("/v1/placement/dry-run", new { policy = "region", region = "eu" })).ShouldBe(200);

        Assert.Equal("near", answer.Text("chosen"));
        var candidates = answer.Json.GetProperty("candidates").EnumerateArray()
            .ToDictionary(c => c.GetProperty("nodeId").GetString()!, c => c.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
        Assert.Equal(4, candidates.Count);
        Assert.Equal((null, null, "draining", "stale-report"), (candidates["near"], candidates["far"], candidates["draining"], candidates["old"]));
        var service = await installation.CreateServiceAsync();
        (await service.PostAsync("/v1/placement/dry-run", new { })).ShouldBeProblem(403, "forbidden");
        (await service.GetAsync("/v1/nodes")).ShouldBeProblem(403, "forbidden");
    }
}
