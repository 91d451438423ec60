using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts;
using Signal.Contracts.Messages;

namespace Signal.Functions.Webhooks;

/// <summary>Maps room events to webhook events.</summary>
public static class RoomWebhookEvents
{
    /// <summary>Returns the webhook event of a room event; null for events that only repair state.</summary>
    public static WebhookEvent? Of(RoomEvent roomEvent) => roomEvent switch
    {
        RoomStarted => Make(WebhookEventTypes.RoomStarted, roomEvent, []),
        RoomEnded ended => Make(WebhookEventTypes.RoomFinished, roomEvent, new JsonObject { ["reason"] = Json(ended.Reason) }),
        PeerJoined joined => Make(WebhookEventTypes.ParticipantJoined, roomEvent, new JsonObject { ["participant"] = Participant(joined.Peer) }),
        PeerUpdated updated => Make(WebhookEventTypes.ParticipantUpdated, roomEvent, new JsonObject { ["participant"] = Participant(updated.Peer) }),
        PeerLeft left => Left(left),
        ProducerAdded added => Track(WebhookEventTypes.TrackPublished, roomEvent, added.PeerId, added.UserId, Track(added.Producer)),
        ProducerUpdated updated => Track(WebhookEventTypes.TrackUpdated, roomEvent, updated.PeerId, updated.UserId, Track(updated.Producer)),
        ProducerRemoved removed => Track(
            WebhookEventTypes.TrackUnpublished,
            roomEvent,
            removed.PeerId,
            removed.UserId,
            new JsonObject { ["id"] = removed.ProducerId }),
        _ => null,
    };

    private static WebhookEvent Left(PeerLeft left) => Make(
        WebhookEventTypes.ParticipantLeft,
        left,
        new JsonObject { ["participant"] = new JsonObject { ["id"] = left.PeerId, ["userId"] = left.UserId }, ["reason"] = Json(left.Reason) });

    private static WebhookEvent Track(string type, RoomEvent roomEvent, string peerId, string? userId, JsonObject track)
    {
        var participant = new JsonObject { ["id"] = peerId };
        if (userId is not null)
        {
            participant["userId"] = userId;
        }

        return Make(type, roomEvent, new JsonObject { ["participant"] = participant, ["track"] = track });
    }

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
