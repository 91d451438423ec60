using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts;
using Signal.Contracts.Messages;

namespace Signal.Functions.Webhooks;

/// <summary>Tells webhooks what happened in a room.</summary>
public static class RoomWebhookEvents
{
    /// <summary>
    /// Where an event comes from. Events that the control plane makes up for a node that cannot speak have negative numbers, a thousand for
    /// each time: each time is a source of its own.
    /// </summary>
    public static EventSource SourceOf(RoomEvent roomEvent) => roomEvent.Sequence >= 0
        ? new($"{roomEvent.NodeId}:{roomEvent.Epoch}", roomEvent.Sequence)
        : new($"{roomEvent.NodeId}:{roomEvent.Epoch}:{roomEvent.Sequence / 1000}", roomEvent.Sequence);

    /// <summary>The webhook event of a room event; null for those that only repair.</summary>
    public static WebhookEvent? Of(RoomEvent roomEvent) => roomEvent switch
    {
        RoomStarted => Make(WebhookEventTypes.RoomStarted, roomEvent, []),
        RoomEnded ended => Make(WebhookEventTypes.RoomFinished, roomEvent, new JsonObject { ["reason"] = Json(ended.Reason) }),
        PeerJoined joined => Joined(roomEvent, joined.Peer),
        PeerUpdated updated => Make(WebhookEventTypes.ParticipantUpdated, roomEvent, new JsonObject { ["participant"] = Participant(updated.Peer) }),
        PeerLeft left => Left(roomEvent, left.PeerId, left.UserId, left.Reason),
        ProducerAdded added => Track(WebhookEventTypes.TrackPublished, roomEvent, added.PeerId, Track(added.Producer)),
        ProducerUpdated updated => Track(WebhookEventTypes.TrackUpdated, roomEvent, updated.PeerId, Track(updated.Producer)),
        ProducerRemoved removed => Track(WebhookEventTypes.TrackUnpublished, roomEvent, removed.PeerId, new JsonObject { ["id"] = removed.ProducerId }),
        _ => null,
    };

    /// <summary>A participant that is there; for a roster that tells of one nobody had heard of.</summary>
    public static WebhookEvent Joined(RoomEvent roomEvent, PeerInfo peer) =>
        Make(WebhookEventTypes.ParticipantJoined, roomEvent, new JsonObject { ["participant"] = Participant(peer) });

    /// <summary>A participant that is gone; for a roster that does not tell of one who was there.</summary>
    public static WebhookEvent Left(RoomEvent roomEvent, string peerId, string userId, PeerLeftReason reason) => Make(
        WebhookEventTypes.ParticipantLeft,
        roomEvent,
        new JsonObject { ["participant"] = new JsonObject { ["id"] = peerId, ["userId"] = userId }, ["reason"] = Json(reason) });

    private static WebhookEvent Track(string type, RoomEvent roomEvent, string peerId, JsonObject track) =>
        Make(type, roomEvent, new JsonObject { ["participant"] = new JsonObject { ["id"] = peerId }, ["track"] = track });

    private static WebhookEvent Make(string type, RoomEvent roomEvent, JsonObject data)
    {
        data["room"] = new JsonObject { ["id"] = roomEvent.RoomId };
        data["nodeId"] = roomEvent.NodeId;
        return new WebhookEvent(type, roomEvent.At, "rooms/" + roomEvent.RoomId, data);
    }

    private static JsonObject Participant(PeerInfo peer)
    {
        var participant = JsonSerializer.SerializeToNode(peer, ContractsJson.Options)!.AsObject();
        participant.Remove("producers");
        return Renamed(participant, "peerId");
    }

    private static JsonObject Track(ProducerInfo producer) =>
        Renamed(JsonSerializer.SerializeToNode(producer, ContractsJson.Options)!.AsObject(), "producerId");

    private static JsonObject Renamed(JsonObject value, string idName)
    {
        var id = value[idName]!.GetValue<string>();
        value.Remove(idName);
        value["id"] = id;
        return value;
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, ContractsJson.Options);
}
