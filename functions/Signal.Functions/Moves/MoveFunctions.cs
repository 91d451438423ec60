using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Moves;

/// <summary>Moves of participants and of rooms.</summary>
public sealed class MoveFunctions(ParticipantMover participants, RoomMover rooms)
{
    /// <summary>
    /// Moves a participant to another room, without a gap: its client joins there, with its streams, before it leaves here. A client that does
    /// not follow in time stays.
    /// </summary>
    [Function("MoveParticipant")]
    [Operation("Participants", 202, typeof(Accepted), Body = typeof(ParticipantMoveRequest), Problems = [403, 409])]
    public async Task<IResult> MoveParticipant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/participants/{peerId}/move")] HttpRequest request,
        CallContext context, string roomId, string peerId)
    {
        var body = await context.ReadJsonAsync<ParticipantMoveRequest>();
        return Answers.Accepted(await participants.MoveAsync(context.ServiceId, roomId, peerId, body, context.Cancelled));
    }

    /// <summary>Moves an open room to another node, without a gap: its clients join there before they leave here.</summary>
    [Function("MoveRoom")]
    [Access(Access.Superservice)]
    [Operation("Rooms", 202, typeof(RoomMove), Body = typeof(RoomMoveRequest), Problems = [409])]
    [Query("serviceId", "The service that owns the room. Default: the superservice.")]
    public async Task<IResult> MoveRoom(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/move")] HttpRequest request,
        CallContext context, string roomId)
    {
        var body = await context.ReadJsonAsync<RoomMoveRequest>();
        return Answers.Json(await rooms.MoveAsync(context.GetOwner(), roomId, body.NodeId, context.Cancelled), StatusCodes.Status202Accepted);
    }
}
