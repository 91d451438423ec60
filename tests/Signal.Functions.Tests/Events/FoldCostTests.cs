using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.Functions.Events;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

/// <summary>The cost of events in table operations.</summary>
public sealed class FoldCostTests(AzuriteFixture azurite)
{
    private const int Users = 30;

    [Fact]
    public async Task Events_cost_one_write_however_many_are_folded_together()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var services = installation.CreateServices(("Tables:ConnectionString", tables.ConnectionString));
        var fold = services.GetRequiredService<RoomEventFold>();
        var sequence = 1L;
        await FoldAsync(Call("first", ref sequence));
        tables.Clear();

        var events = Enumerable.Range(0, Users).SelectMany(i => Call($"u{i}", ref sequence)).ToArray();
        await FoldAsync(events);

        Assert.Equal(["POST $batch"], Operations(tables));
        Assert.Equal(Users + 1, (await room.UsersAsync()).Count);

        tables.Clear();
        await FoldAsync([Call("last", ref sequence)[0]]);
        Assert.Equal(["POST $batch"], Operations(tables));

        // A repeated event that was folded already costs nothing.
        tables.Clear();
        await FoldAsync(events);
        Assert.Empty(Operations(tables));

        Task FoldAsync(RoomEvent[] some) => fold.FoldAsync(some, TestContext.Current.CancellationToken);

        RoomEvent[] Call(string user, ref long sequence)
        {
            var peer = FakeNode.Peer(user);
            var added = new ProducerAdded
            {
                Tenant = room.Service.ServiceId, RoomId = room.Id, NodeId = room.Node.Id, Epoch = room.Node.Epoch, Sequence = sequence + 2, At = peer.JoinedAt,
                PeerId = peer.PeerId, UserId = user, Producer = new ProducerInfo { ProducerId = user, Kind = "audio", Source = "microphone" },
            };
            sequence += 2;
            return
            [
                new PeerJoined
                {
                    Tenant = added.Tenant, RoomId = added.RoomId, NodeId = added.NodeId, Epoch = added.Epoch,
                    Sequence = sequence - 1, At = added.At, Peer = peer,
                },
                added,
            ];
        }
    }

    // A service's webhooks are read every two seconds, regardless of the number of events.
    private static IEnumerable<string> Operations(CountingProxy tables) =>
        tables.Requests.Where(request => !request.Contains("Webhooks()", StringComparison.Ordinal));
}
