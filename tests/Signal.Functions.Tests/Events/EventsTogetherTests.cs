using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

/// <summary>Several events of a room in one message.</summary>
public sealed class EventsTogetherTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("""{"type":"unknown"}""")]
    [InlineData("""{"type":"peerJoined","tenant":"a b","roomId":"..","nodeId":"","epoch":1,"sequence":1}""")]
    [InlineData("null")]
    public async Task One_that_cannot_be_folded_does_not_hold_up_the_others(string broken)
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);

        await room.Node.SendTogetherAsync(room.Id, Joined(room, "ada"), broken, Joined(room, "ben"));

        await Eventually.TrueAsync(async () => (await room.UsersAsync()).SequenceEqual(["ada", "ben"]));
    }

    private static string Joined(OpenRoom room, string user) => JsonSerializer.Serialize<RoomEvent>(
        new PeerJoined
        {
            Tenant = room.Service.ServiceId, RoomId = room.Id, NodeId = room.Node.Id, Epoch = room.Node.Epoch, Sequence = room.Node.Next(room.Id),
            At = TimeProvider.System.GetUtcNow(), Peer = FakeNode.Peer(user),
        },
        ContractsJson.Options);
}
