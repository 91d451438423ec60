using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Rooms;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Placement;

/// <summary>An installation whose nodes may link, with one tenant.</summary>
internal sealed class SpreadInstallation(Installation installation, ServiceCaller service) : IAsyncDisposable
{
    public Installation Installation => installation;

    public ServiceCaller Service => service;

    // A placement uses the nodes as they were reported last.
    public static async Task<SpreadInstallation> StartAsync(AzuriteFixture azurite, params (string Key, string Value)[] settings)
    {
        var installation = await Installation.StartAsync(azurite, [("Nodes:Cache", "00:00:00"), .. settings]);
        return new SpreadInstallation(installation, await installation.CreateServiceAsync());
    }

    /// <summary>Starts a node that receives commands.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="region">Its region.</param>
    /// <param name="load">The load that it reports.</param>
    /// <param name="version">The version of its links; null: it accepts none.</param>
    public Task<FakeNode> StartNodeAsync(string id, string? region = null, double load = 0, int? version = 1) =>
        StartNodeAsync(installation.CreateNode(id, region), load, version);

    /// <summary>Starts a node that receives commands.</summary>
    public async Task<FakeNode> StartNodeAsync(FakeNode node, double load, int? version = 1)
    {
        node.Listen();
        var key = new PublicKey("x", "y");
        await node.ReportAsync(load, change: report => report with
        {
            Links = version is { } number ? new LinkReport { Url = $"http://{node.Id}.example/link", Version = number, Key = key } : null,
        });
        await Eventually.TrueAsync(async () => (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Status == 200);
        return node;
    }

    /// <summary>Mints a token for a room, as the tenant or another caller.</summary>
    public async Task<RoomToken> MintAsync(string roomId, string user, string? region = null, ServiceCaller? by = null)
    {
        var answer = (await (by ?? service).PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = user, region })).ShouldBe(201);
        var token = await RoomToken.VerifyAsync(installation, answer.Text("token"));
        Assert.Equal(token.Audience, answer.Text("nodeId"));
        return token;
    }

    /// <summary>The dry run of the next placement in a room.</summary>
    public async Task<JsonElement> ExplainAsync(string roomId, ServiceCaller? of = null) =>
        (await installation.Superservice.PostAsync("/v1/placement/dry-run", new { serviceId = (of ?? service).ServiceId, roomId })).ShouldBe(200).Json;

    /// <summary>The nodes of a room besides its home.</summary>
    public async Task<IReadOnlyList<RoomPart>> PartsAsync(string roomId) =>
        (await installation.Get<RoomStore>().GetAsync(service.ServiceId, roomId, TestContext.Current.CancellationToken)).Parts;

    public Task UntilJoinedAsync(string roomId, string user) =>
        Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/{user}")).Status == 200);

    public ValueTask DisposeAsync() => installation.DisposeAsync();
}
