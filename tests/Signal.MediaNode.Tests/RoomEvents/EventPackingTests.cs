using System.Text;
using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.RoomEvents;

namespace Signal.MediaNode.Tests.RoomEvents;

public sealed class EventPackingTests
{
    [Fact]
    public void Events_of_one_room_become_one_message_in_order()
    {
        var packs = EventPacking.Pack([Event("a", 1), Event("b", 1), Event("a", 2), Event("a", 3)]);

        Assert.Equal(["a: 1, 2, 3", "b: 1"], packs.Select(pack => Describe(pack.Message)));
        Assert.Equal([3, 1], packs.Select(pack => pack.Events));
        Assert.Equal("a/1", packs[0].Message.MessageId);
    }

    [Fact]
    public void An_event_alone_is_sent_as_it_is()
    {
        var only = Event("a", 1);

        Assert.Same(only, Assert.Single(Pack(only)));
    }

    [Fact]
    public void A_message_holds_a_limited_number_of_events()
    {
        var messages = Pack([.. Enumerable.Range(1, RoomEventMessage.MaxEvents + 2).Select(sequence => Event("a", sequence))]);

        Assert.Equal([RoomEventMessage.MaxEvents, 2], messages.Select(message => Read(message).Count));
        Assert.Equal(Enumerable.Range(1, RoomEventMessage.MaxEvents + 2).Select(sequence => (long)sequence), messages.SelectMany(Read).Select(e => e.Sequence));
    }

    [Fact]
    public void A_message_with_several_events_holds_a_limited_number_of_bytes()
    {
        var messages = Pack([.. Enumerable.Range(1, 5).Select(sequence => Event("a", sequence, new string('m', 60_000)))]);

        Assert.Equal(["a: 1, 2", "a: 3, 4", "a: 5"], messages.Select(Describe));
        Assert.All(messages, message => Assert.InRange(message.Body.Length, 1, RoomEventMessage.MaxBytes));
    }

    private static IReadOnlyList<BusMessage> Pack(params IReadOnlyList<BusMessage> events) => [.. EventPacking.Pack(events).Select(pack => pack.Message)];

    private static string Describe(BusMessage message) => $"{message.SessionId}: {string.Join(", ", Read(message).Select(e => e.Sequence))}";

    private static IReadOnlyList<RoomEvent> Read(BusMessage message) => RoomEventMessage.Read(Encoding.UTF8.GetString(message.Body.Span));

    private static BusMessage Event(string room, long sequence, string? metadata = null) => new()
    {
        MessageId = $"{room}/{sequence}",
        SessionId = room,
        Body = JsonSerializer.SerializeToUtf8Bytes<RoomEvent>(
            new PeerUpdated
            {
                Tenant = "tenant", RoomId = room, NodeId = "node", Epoch = 1, Sequence = sequence, At = DateTimeOffset.UnixEpoch,
                Peer = new PeerInfo { PeerId = "peer", UserId = "user", Grants = new Grants(), JoinedAt = DateTimeOffset.UnixEpoch, Metadata = metadata },
            },
            ContractsJson.Options),
    };
}
