using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Admin.Tests;

public sealed class AdminClientTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    [Fact]
    public async Task The_client_manages_a_room_over_its_lifetime()
    {
        var client = await controlPlane.CreateServiceAsync();

        var room = await client.Rooms.CreateAsync(new RoomSpec { Name = "r", MaxParticipants = 4, DuplicateUsers = DuplicateUsers.Replace, Locked = false });
        Assert.Equal(("r", 4, DuplicateUsers.Replace), (room.Name, room.MaxParticipants, room.DuplicateUsers));

        var read = await client.Rooms.GetAsync(room.Id);
        Assert.Equal(room, read);
        Assert.NotNull(read.ETag);

        var patched = await client.Rooms.PatchAsync(room.Id, new JsonObject { ["metadata"] = "m" }, read.ETag);
        Assert.Equal("m", patched.Metadata);

        var stale = await Assert.ThrowsAsync<AdminException>(() => client.Rooms.ReplaceAsync(room.Id, new RoomSpec { Name = "late" }, read.ETag!));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (stale.Status, stale.Code));
        var replaced = await client.Rooms.ReplaceAsync(room.Id, new RoomSpec { Name = "new" }, patched.ETag!);
        Assert.Null(replaced.Metadata);

        await client.Rooms.DeleteAsync(room.Id);
        var gone = await Assert.ThrowsAsync<AdminException>(() => client.Rooms.GetAsync(room.Id));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (gone.Status, gone.Code));
    }

    [Fact]
    public async Task A_repeated_creation_with_one_key_is_one_room()
    {
        var client = await controlPlane.CreateServiceAsync();

        var first = await client.Rooms.CreateAsync(new RoomSpec { Name = "r" }, "key-1");
        var again = await client.Rooms.CreateAsync(new RoomSpec { Name = "r" }, "key-1");

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(1, await client.Rooms.ListAsync().CountAsync());
    }

    [Fact]
    public async Task A_list_is_read_over_its_pages()
    {
        var client = await controlPlane.CreateServiceAsync();
        for (var i = 0; i < 7; i++)
        {
            await client.Rooms.CreateAsync(new RoomSpec { Name = $"r{i}" });
        }

        Assert.Equal(7, (await client.Rooms.ListAsync(pageSize: 2).Select(r => r.Name).ToListAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Tokens_are_minted_and_revoked()
    {
        var client = await controlPlane.CreateServiceAsync();
        var room = await client.Rooms.CreateAsync(new RoomSpec { Name = "r" });

        var token = await client.Rooms.CreateTokenAsync(room.Id, new TokenRequest { UserId = "u", Grants = new Grants { Subscribe = true }, TtlSeconds = 30 });

        Assert.Equal("http://node-1.example/signal", token.Url);
        Assert.Equal(3, token.Token.Split('.').Length);
        await client.Rooms.RevokeTokenAsync(room.Id, token.TokenId);
        await client.Rooms.RevokeTokensAsync(room.Id, "u");
    }

    [Fact]
    public async Task Users_who_are_not_in_the_room_cannot_be_acted_on()
    {
        var client = await controlPlane.CreateServiceAsync();
        var room = await client.Rooms.CreateAsync(new RoomSpec { Name = "r" });

        Assert.Empty(await client.Participants.ListAsync(room.Id).ToListAsync());
        foreach (var act in new Func<Task>[]
        {
            () => client.Participants.GetAsync(room.Id, "nobody"),
            () => client.Participants.KickAsync(room.Id, "nobody", "reason"),
            () => client.Participants.SetMutedAsync(room.Id, "nobody", new MuteRequest(true)),
            () => client.Participants.UpdateAsync(room.Id, "nobody", new ParticipantPatch(Name: "n")),
        })
        {
            Assert.Equal("not-found", (await Assert.ThrowsAsync<AdminException>(act)).Code);
        }

        await client.Participants.SendDataAsync(room.Id, new DataRequest(JsonSerializer.SerializeToElement(new { x = 1 })));
        await client.Participants.BanAsync(room.Id, "u", TimeProvider.System.GetUtcNow().AddHours(1));
        var banned = await Assert.ThrowsAsync<AdminException>(() => client.Rooms.CreateTokenAsync(room.Id, new TokenRequest { UserId = "u" }));
        Assert.Equal("user-banned", banned.Code);
        await client.Participants.LiftBanAsync(room.Id, "u");
        await client.Rooms.CreateTokenAsync(room.Id, new TokenRequest { UserId = "u" });
    }

    [Fact]
    public async Task Webhooks_are_made_changed_and_deleted()
    {
        var client = await controlPlane.CreateServiceAsync();

        var made = await client.Webhooks.CreateAsync(new WebhookSpec { Url = "https://example.com/hook", Events = ["room_started"], Enabled = false });
        Assert.NotNull(made.Secret);
        var patched = await client.Webhooks.PatchAsync(made.Id, new JsonObject { ["description"] = "d", ["events"] = null });
        Assert.Equal(("d", null, null), (patched.Description, patched.Events, patched.Secret));
        Assert.NotEqual(made.Secret, (await client.Webhooks.RotateSecretAsync(made.Id)).Secret);

        Assert.Equal(made.Id, Assert.Single(await client.Webhooks.ListAsync()).Id);
        Assert.Empty(await client.Webhooks.ListDeadLettersAsync(made.Id).ToListAsync());
        Assert.Equal(0, await client.Webhooks.ReplayDeadLettersAsync(made.Id));
        await client.Webhooks.DeleteAsync(made.Id);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<AdminException>(() => client.Webhooks.GetAsync(made.Id))).Code);
    }

    [Fact]
    public async Task Presets_and_bans_are_listed()
    {
        var client = await controlPlane.CreateServiceAsync();

        Assert.Equal(2, (int?)(await client.Rooms.ListPresetsAsync())["one-to-one"]["maxParticipants"]);
        var room = await client.Rooms.CreateAsync(new RoomSpec { Name = "r" });
        await client.Participants.BanAsync(room.Id, "u", TimeProvider.System.GetUtcNow().AddHours(1), "spam");
        var ban = Assert.Single(await client.Participants.ListBansAsync(room.Id).ToListAsync());
        Assert.Equal(("u", "spam"), (ban.UserId, ban.Reason));
    }

    [Fact]
    public async Task Keys_are_rotated_and_services_deleted()
    {
        var service = await controlPlane.Superservice.Services.CreateAsync(new ServiceSpec("s", MaxRooms: 1));
        var old = controlPlane.ClientOf(service.Id, service.NewKey!.Key);
        await old.Rooms.CreateAsync(new RoomSpec { Name = "r" });
        Assert.Equal("quota-exceeded", (await Assert.ThrowsAsync<AdminException>(() => old.Rooms.CreateAsync(new RoomSpec { Name = "r" }))).Code);

        Assert.Equal(2, (await controlPlane.Superservice.Services.PatchAsync(service.Id, new JsonObject { ["maxRooms"] = 2 })).MaxRooms);
        var rotated = await old.Services.RotateKeyAsync(service.Id, TimeSpan.Zero);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<AdminException>(() => old.Rooms.ListAsync().ToListAsync().AsTask())).Status);
        var renewed = controlPlane.ClientOf(service.Id, rotated.NewKey!.Key);
        Assert.Single(await renewed.Rooms.ListAsync().ToListAsync());
        await renewed.Services.RevokeKeyAsync(service.Id, rotated.Keys[1].Id);
        Assert.Single((await renewed.Services.GetAsync(service.Id)).Keys);

        Assert.Contains(await controlPlane.Superservice.Services.ListAsync().ToListAsync(), s => s.Id == service.Id);
        await controlPlane.Superservice.Services.DeleteAsync(service.Id);
        await Assert.ThrowsAsync<AdminException>(() => controlPlane.Superservice.Services.GetAsync(service.Id));
    }

    [Fact]
    public async Task Nodes_are_shown_and_explained()
    {
        var node = await controlPlane.Superservice.Nodes.GetAsync("node-1");
        Assert.Equal((true, "serving", 0.25, 7), (node.Alive, node.State, node.Load, node.Workers[0].Pid));

        var dryRun = await controlPlane.Superservice.Nodes.DryRunAsync(new DryRunRequest("least-load"));
        Assert.Equal(("node-1", 1), (dryRun.Chosen, dryRun.Candidates[0].Rank));

        Assert.Equal("conflict", (await Assert.ThrowsAsync<AdminException>(() => controlPlane.Superservice.Nodes.RemoveAsync("node-1"))).Code);
    }

    [Fact]
    public async Task Invalid_fields_are_reported()
    {
        var client = await controlPlane.CreateServiceAsync();

        var refused = await Assert.ThrowsAsync<AdminException>(() => client.Rooms.CreateAsync(new RoomSpec { Name = "", MaxParticipants = -1 }));

        Assert.Equal(["/maxParticipants", "/name"], refused.Errors.Select(e => e.Field).Order());
        Assert.NotNull(refused.TraceId);
    }
}
