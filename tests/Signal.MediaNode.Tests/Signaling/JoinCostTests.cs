using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>
/// The cost of a join in counts that do not depend on the machine's speed. The limits are a fifth above what a debug build needs: a change that exceeds one
/// has made joins more expensive.
/// </summary>
[Collection(nameof(Alone))]
public sealed class JoinCostTests
{
    private const int RoomSize = 4;

    [Fact]
    public async Task A_full_join_asks_the_worker_for_nothing_twice()
    {
        var seen = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Signal.Mediasoup",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add(activity.OperationName.Replace("worker ", "", StringComparison.Ordinal));
                }
            },
        };
        await using var node = await NodeHost.StartAsync(("Telemetry:FirstMediaPerSecond", "0"), ("Telemetry:StreamsPerSecond", "0"));
        await using var alice = await SendAsync(await node.JoinAsync("room"));
        ActivitySource.AddActivityListener(listener);

        await using var bob = await SendAsync(await node.JoinAsync("room"));
        await HearAsync(bob, 2);
        await HearAsync(alice, 2);

        // A consumer is created paused, and resumed when the client has answered.
        await Eventually.TrueAsync(() => Requests().GetValueOrDefault("CONSUMER_RESUME") == 4);
        Assert.Equal(
            """
            CONSUMER_RESUME 4
            ROUTER_CREATE_WEBRTCTRANSPORT_WITH_SERVER 2
            RTPOBSERVER_ADD_PRODUCER 1
            TRANSPORT_CONSUME 4
            TRANSPORT_ENABLE_TRACE_EVENT 1
            TRANSPORT_PRODUCE 2
            TRANSPORT_SET_MAX_INCOMING_BITRATE 2
            WEBRTCTRANSPORT_CONNECT 2
            """,
            string.Join('\n', Requests().OrderBy(request => request.Key, StringComparer.Ordinal).Select(request => $"{request.Key} {request.Value}")));

        Dictionary<string, int> Requests()
        {
            lock (seen)
            {
                return seen.CountBy(name => name).ToDictionary();
            }
        }
    }

    [Fact]
    public async Task A_join_and_its_leave_throw_nothing_and_allocate_little()
    {
        await using var bus = await ServiceBusEmulatorProcess.StartAsync();
        await using var node = await NodeProcess.StartAsync(("ServiceBus", bus.ConnectionString));
        await RoomsAsync(node, 5);
        var before = await Counts.ReadAsync(node);

        const int Rooms = 10;
        await RoomsAsync(node, Rooms);

        var counts = await Counts.ReadAsync(node) - before;
        const int Joins = Rooms * RoomSize;
        TestContext.Current.SendDiagnosticMessage(
            $"per join: {counts.Bytes / 1024 / Joins:f0} KiB, {counts.Exceptions / Joins:f2} exceptions, "
                + $"{counts.WorkItems / Joins:f0} items");
        Assert.True(counts.Exceptions / Joins < 0.1, $"{counts.Exceptions} exceptions in {Joins} joins: {await Counts.ExceptionsAsync(node)}");
        Assert.True(counts.Bytes / 1024 / Joins < 310, $"{counts.Bytes / 1024 / Joins:f0} KiB per join");
        Assert.True(counts.WorkItems / Joins < 145, $"{counts.WorkItems / Joins:f0} work items per join");
    }

    [Fact]
    public async Task An_event_to_many_peers_allocates_little_for_each()
    {
        await using var bus = await ServiceBusEmulatorProcess.StartAsync();
        await using var control = new ControlPlane(bus.ConnectionString);
        await using var node = await NodeProcess.StartAsync(("ServiceBus", bus.ConnectionString));
        const int Peers = 200;
        var clients = new List<TestClient>();
        for (var peer = 0; peer < Peers; peer++)
        {
            var client = await node.ConnectAsync();
            await client.EnterAsync(receive: false, send: false);
            clients.Add(client);
        }

        // Sent at once, it would take more buffers than the runtime keeps, on machines with up to four cores: about 2,900 bytes each with two.
        await SendAsync(5);
        var before = await Counts.ReadAsync(node);

        const int Events = 20;
        await SendAsync(Events);

        var bytes = ((await Counts.ReadAsync(node)).Bytes - before.Bytes) / (Events * Peers);
        TestContext.Current.SendDiagnosticMessage($"per recipient: {bytes:f0} bytes");
        Assert.True(bytes < 600, $"{bytes:f0} bytes per recipient");
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        async Task SendAsync(int events)
        {
            for (var sent = 0; sent < events; sent++)
            {
                await control.SendAsync(node.Id, new SendData
                {
                    Id = $"{Guid.NewGuid()}",
                    ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(1),
                    Tenant = "tenant",
                    RoomId = "room",
                    Payload = JsonSerializer.SerializeToElement("hello"),
                });
                foreach (var client in clients)
                {
                    await client.HearsAsync("roomData");
                }
            }
        }
    }

    [Fact]
    public async Task An_idle_peer_holds_two_timers_at_most()
    {
        await using var node = await NodeProcess.StartAsync();
        var clients = new List<TestClient> { await node.ConnectAsync() };
        var before = await Counts.ReadAsync(node);

        const int Peers = 20;
        for (var peer = 0; peer < Peers; peer++)
        {
            var client = await node.ConnectAsync();
            await client.EnterAsync();
            clients.Add(client);
        }

        var timers = (await Counts.ReadAsync(node)).Timers - before.Timers;
        Assert.InRange(timers, 0, (2 * Peers) + 3);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static async Task RoomsAsync(NodeProcess node, int rooms)
    {
        for (var room = 0; room < rooms; room++)
        {
            var clients = new List<TestClient>();
            for (var peer = 0; peer < RoomSize; peer++)
            {
                var client = await FullJoinAsync(await node.ConnectAsync($"room-{room}"));
                await HearAsync(client, 2 * clients.Count);
                clients.Add(client);
            }

            // Told after the consumer was resumed: the worker refuses that once its producer's owner has left.
            foreach (var client in clients)
            {
                await HearAsync(client, 2 * (RoomSize - 1), "consumerScore");
            }

            foreach (var client in clients)
            {
                await client.AskAsync("leave");
                await client.DisposeAsync();
            }
        }
    }

    private static async Task<TestClient> FullJoinAsync(TestClient client)
    {
        await client.EnterAsync();
        return await SendAsync(client);
    }

    private static async Task<TestClient> SendAsync(TestClient client)
    {
        await client.ProduceAudioAsync();
        await client.ProduceVideoAsync();
        return client;
    }

    private static async Task HearAsync(TestClient client, int consumers, string message = "newConsumer")
    {
        for (var consumer = 0; consumer < consumers; consumer++)
        {
            await client.HearsAsync(message);
        }
    }

    /// <summary>The runtime's counts of a node process.</summary>
    private readonly record struct Counts(double Bytes, double Exceptions, double WorkItems, double Timers)
    {
        // An answer of /metrics is cached for 300 ms; asking again and again would be work of the node.
        private static readonly TimeSpan MetricsCached = TimeSpan.FromMilliseconds(400);

        public static Counts operator -(Counts one, Counts other) =>
            new(one.Bytes - other.Bytes, one.Exceptions - other.Exceptions, one.WorkItems - other.WorkItems, one.Timers - other.Timers);

        /// <summary>The exceptions since the node's start, by type.</summary>
        public static async Task<string> ExceptionsAsync(NodeProcess node) =>
            string.Join(", ", (await LinesAsync(node)).Where(line => line.StartsWith("dotnet_exceptions_total", StringComparison.Ordinal)));

        public static async Task<Counts> ReadAsync(NodeProcess node)
        {
            await Task.Delay(MetricsCached, TimeProvider.System);
            var lines = await LinesAsync(node);
            return new Counts(
                Sum("dotnet_gc_heap_total_allocated_bytes_total"),
                Sum("dotnet_exceptions_total"),
                Sum("dotnet_thread_pool_work_item_count_total"),
                Sum("dotnet_timer_count"));

            double Sum(string name)
            {
                var values = lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)).ToArray();
                return values
                    .Select(line => line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
                    .Sum(value => double.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        private static async Task<string[]> LinesAsync(NodeProcess node)
        {
            using var http = new HttpClient();
            return (await http.GetStringAsync(new Uri(node.Url, "/metrics"))).Split('\n');
        }
    }
}
