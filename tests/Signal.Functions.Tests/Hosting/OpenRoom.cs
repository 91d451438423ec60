using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

/// <summary>A room that is open on a separate node, which receives commands.</summary>
internal sealed class OpenRoom(ServiceCaller service, FakeNode node, string id) : IAsyncDisposable
{
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal) { [id] = 1 };

    public ServiceCaller Service => service;

    public FakeNode Node => node;

    public string Id => id;

    public static async Task<OpenRoom> StartAsync(Installation installation, FakeNode? on = null, ServiceCaller? of = null)
    {
        var service = of ?? await installation.CreateServiceAsync();
        var node = (on ?? installation.CreateNode()).Listen();
        await node.ReportUntilKnownAsync(installation.Superservice);
        return new OpenRoom(service, node, await OpenAsync(service, node));
    }

    public async Task<string> OpenAnotherAsync()
    {
        var another = await OpenAsync(service, node);
        _known[another] = 1;
        return another;
    }

    public Task JoinAsync(string userId)
    {
        _known[id]++;
        return node.JoinAsync(service.ServiceId, id, FakeNode.Peer(userId));
    }

    public Task SendRosterAsync(params IReadOnlyList<string> users) =>
        node.SendRosterAsync(service.ServiceId, id, [.. users.Select(user => FakeNode.Peer(user))]);

    public Task ReportAsync(int peers, long ahead = 0) =>
        node.ReportAsync(rooms: [node.Room(service.ServiceId, id, peers, _known[id] + ahead)]);

    /// <summary>Reports the rooms in two halves.</summary>
    public async Task ReportPartsAsync(string[] ids, string? leftOut = null)
    {
        var middle = ids[(ids.Length / 2) - 1];
        var whole = ids.Where(room => room != leftOut).Select(room => node.Room(service.ServiceId, room, 0)).ToArray();
        var sequence = 1_000_000 + TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await node.ReportAsync(sequence: sequence, rooms: [.. whole.Where(r => string.CompareOrdinal(r.RoomId, middle) <= 0)], change: report => report with
        {
            Part = 0, Parts = 2, RoomsUpTo = middle, RoomCount = whole.Length, PeerCount = 0,
        });
        await node.ReportAsync(sequence: sequence, rooms: [.. whole.Where(r => string.CompareOrdinal(r.RoomId, middle) > 0)], change: report => report with
        {
            Part = 1, Parts = 2, RoomsAfter = middle, RoomCount = whole.Length, PeerCount = 0,
        });
    }

    public async Task<List<string>> UsersAsync() =>
        [
            .. (await service.GetAsync($"/v1/rooms/{id}/participants")).Json.GetProperty("items").EnumerateArray()
                .Select(p => p.GetProperty("userId").GetString()!).Order(),
        ];

    public ValueTask DisposeAsync() => node.DisposeAsync();

    // In a shared installation the nodes of other tests may be as idle, and be chosen; each room that is placed there makes it less likely.
    private static async Task<string> OpenAsync(ServiceCaller service, FakeNode node)
    {
        var roomId = "";
        await Eventually.TrueAsync(async () =>
        {
            roomId = await service.CreateRoomAsync();
            return (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("nodeId") == node.Id;
        });
        await node.StartRoomAsync(service.ServiceId, roomId);
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean());
        return roomId;
    }
}
