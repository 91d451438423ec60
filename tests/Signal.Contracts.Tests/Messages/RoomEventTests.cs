using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Tests.Messages;

public sealed class RoomEventTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Every_kind_of_event_has_a_name_of_its_own_on_the_wire()
    {
        var kinds = typeof(RoomEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RoomEvent)) && !type.IsAbstract).ToHashSet();

        var named = Attribute.GetCustomAttributes(typeof(RoomEvent), typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute))
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(kinds, named.Select(name => name.DerivedType).ToHashSet());
        Assert.Equal(named.Count, named.Select(name => name.TypeDiscriminator).Distinct().Count());
    }

    [Fact]
    public void An_event_comes_back_as_what_it_was()
    {
        var joined = new PeerJoined
        {
            Tenant = "acme",
            RoomId = "tea",
            NodeId = "node-1",
            Epoch = 1,
            Sequence = 2,
            At = At,
            Peer = new PeerInfo { PeerId = "p", UserId = "ada", Grants = new Grants { PublishAudio = true }, JoinedAt = At },
        };

        var json = JsonSerializer.Serialize<RoomEvent>(joined, ContractsJson.Options);
        var back = Assert.IsType<PeerJoined>(JsonSerializer.Deserialize<RoomEvent>(json, ContractsJson.Options));

        Assert.Equal(joined.Peer with { Producers = back.Peer.Producers }, back.Peer);
        Assert.Equal((joined.Tenant, joined.RoomId, joined.Epoch, joined.Sequence, joined.At), (back.Tenant, back.RoomId, back.Epoch, back.Sequence, back.At));
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("roomId")]
    [InlineData("nodeId")]
    [InlineData("epoch")]
    [InlineData("sequence")]
    [InlineData("at")]
    public void An_event_without_a_member_of_its_envelope_is_refused(string member)
    {
        RoomEvent started = new RoomStarted { Tenant = "acme", RoomId = "tea", NodeId = "n", Epoch = 1, Sequence = 1, At = At };
        var json = JsonSerializer.SerializeToNode(started, ContractsJson.Options)!.AsObject();
        Assert.Equal(started, json.Deserialize<RoomEvent>(ContractsJson.Options));

        Assert.True(json.Remove(member));

        Assert.Throws<JsonException>(() => json.Deserialize<RoomEvent>(ContractsJson.Options));
    }

    [Fact]
    public void A_peer_without_producers_has_none()
    {
        const string Json = """{"peerId":"p","userId":"ada","grants":{},"joinedAt":"2026-01-02T03:04:05Z"}""";

        Assert.Empty(JsonSerializer.Deserialize<PeerInfo>(Json, ContractsJson.Options)!.Producers);
    }

    [Fact]
    public void An_events_id_is_of_its_place_in_the_room()
    {
        RoomEvent first = new RoomStarted { Tenant = "acme", RoomId = "tea", NodeId = "n", Epoch = 1, Sequence = 1, At = At };
        RoomEvent lost = new RoomLost { Tenant = "acme", RoomId = "tea", NodeId = "n", Epoch = 1, Sequence = 0, At = At };

        Assert.Equal(("n/1/tea/1", "n/1/tea/lost"), (first.Id, lost.Id));
        Assert.DoesNotContain("\"id\"", JsonSerializer.Serialize(first, ContractsJson.Options));
    }

    [Fact]
    public void Fields_of_a_newer_sender_are_ignored()
    {
        const string Json = """{"type":"roomEnded","tenant":"a","roomId":"r","nodeId":"n","epoch":1,"sequence":2,"at":"2026-01-02T03:04:05Z","reason":"empty","mood":"calm"}""";

        var ended = Assert.IsType<RoomEnded>(JsonSerializer.Deserialize<RoomEvent>(Json, ContractsJson.Options));

        Assert.Equal(RoomEndReason.Empty, ended.Reason);
    }

    [Theory]
    [InlineData("""{"type":"roomExploded","tenant":"a","roomId":"r","nodeId":"n","epoch":1,"sequence":2,"at":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"type":"roomStarted","roomId":"r","nodeId":"n","epoch":1,"sequence":2,"at":"2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"type":"roomEnded","tenant":"a","roomId":"r","nodeId":"n","epoch":1,"sequence":2,"at":"2026-01-02T03:04:05Z","reason":0}""")]
    [InlineData("""{"type":"roomStarted","tenant":"a","roomId":"r","nodeId":"n","epoch":"1","sequence":2,"at":"2026-01-02T03:04:05Z"}""")]
    public void An_invalid_event_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RoomEvent>(json, ContractsJson.Options));
}
