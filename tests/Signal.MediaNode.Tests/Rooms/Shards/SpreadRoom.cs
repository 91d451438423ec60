using System.Diagnostics;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>
/// A room over two workers: Alice, who sends audio, and Bob on one, Carol on the other. A worker is full with one consumer, so that each
/// further client is on another worker, while there is one.
/// </summary>
internal sealed class SpreadRoom : IAsyncDisposable
{
    private readonly List<TestClient> _clients = [];

    private SpreadRoom(NodeHost node) => Node = node;

    public NodeHost Node { get; }

    public TestClient Alice => _clients[0];

    public TestClient Bob => _clients[1];

    public TestClient Carol => _clients[2];

    /// <summary>The pipes from Alice's worker.</summary>
    public PipeWatch Pipes { get; private set; } = null!;

    /// <summary>The id of Alice's producer.</summary>
    public string Audio { get; private set; } = "";

    public static async Task<SpreadRoom> StartAsync(int workers = 2, params (string Key, string Value)[] settings)
    {
        var room = new SpreadRoom(await NodeHost.StartAsync(
        [
            ("Mediasoup:Workers", $"{workers}"),
            ("Rooms:ConsumersPerWorker", "1"),
            ("Rooms:PipeLinger", "00:00:00"),
            ("Rooms:DepartureTimeout", "00:00:00"),
            ("Reports:Interval", "01:00:00"),
            .. settings,
        ]));
        var alice = await room.JoinAsync("Alice");
        room.Pipes = new PipeWatch((await room.MediaOfAsync(alice)).Router);
        room.Audio = await alice.ProduceAudioAsync();
        await room.JoinAndHearAsync("Bob");
        await room.JoinAndHearAsync("Carol");
        return room;
    }

    /// <summary>Another client, who is offered Alice's audio.</summary>
    public async Task<TestClient> JoinAndHearAsync(string name)
    {
        var client = await JoinAsync(name);
        await HearsAsync(client, Audio);
        return client;
    }

    /// <summary>A client on Carol's worker, who is offered Alice's audio.</summary>
    public async Task<TestClient> JoinBesideCarolAsync()
    {
        var worker = await MediaOfAsync(Carol);
        while (true)
        {
            var client = await JoinAndHearAsync($"Guest {_clients.Count}");
            if (await MediaOfAsync(client) == worker)
            {
                return client;
            }

            Assert.True(_clients.Count < 10, "No client was placed on Carol's worker.");
        }
    }

    public async Task<TestClient> JoinAsync(string name)
    {
        var client = await Node.JoinAsync("room", name);
        _clients.Add(client);
        return client;
    }

    /// <summary>Waits for the offer of a producer; returns the id of the consumer.</summary>
    public static async Task<string> HearsAsync(TestClient client, string producerId) =>
        (await client.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == producerId)).GetProperty("id").GetString()!;

    public Task<RoomMedia> MediaOfAsync(TestClient client) => Node.MediaOfAsync(client);

    /// <summary>The number of consumers, pipes included, that a producer has on the router of a client; null: it is not there.</summary>
    public async Task<int?> ConsumersAsync(TestClient at, string producerId)
    {
        var dump = await (await MediaOfAsync(at)).Router.DumpAsync();
        return dump.MapProducerIdConsumerIds.Where(entry => entry.Key.Value == producerId).Select(entry => (int?)entry.Values.Length).SingleOrDefault();
    }

    public static void Kill(WorkerSlot slot)
    {
        using var process = Process.GetProcessById(slot.Worker.Pid);
        process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await Node.DisposeAsync();
    }
}
