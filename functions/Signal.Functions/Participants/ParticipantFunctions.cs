using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Participants;

/// <summary>The users of a room: <c>/v1/rooms/{roomId}/participants</c>.</summary>
public sealed class ParticipantFunctions(
    RoomStore rooms, ParticipantStore participants, ParticipantControl control, ContinuationTokens continuations)
{
    /// <summary>Lists the participants of a room.</summary>
    [Function("ListParticipants")]
    [Operation("Participants", 200, typeof(ListPage<Participant>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/participants")] HttpRequest request,
        CallContext context, string roomId)
    {
        var paging = Paging.Of(context);
        var list = "participants of " + context.ServiceId + "/" + roomId;
        var continuation = continuations.Open(paging.Continuation, list);
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        var page = await participants.PageAsync(room.Id, paging.Limit, continuation, context.Cancelled);
        return Answers.Json(new ListPage<Participant>([.. page.Items.Select(Participant.Of)], continuations.Seal(page.Continuation, list)));
    }

    /// <summary>Lists the connections of a user.</summary>
    [Function("GetParticipant")]
    [Operation("Participants", 200, typeof(ListPage<Participant>))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        var found = await control.GetAsync(context.ServiceId, roomId, userId, context.Cancelled);
        return Answers.Json(new ListPage<Participant>([.. found.Select(Participant.Of)], Continuation: null));
    }

    /// <summary>Removes a user from the room. Query: <c>reason</c>.</summary>
    [Function("KickParticipant")]
    [Operation("Participants", 202, typeof(Accepted))]
    [Query("reason", "The reason that is sent to the client, at most 256 characters.")]
    public async Task<IResult> Kick(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        var reason = context.Request.Query["reason"].ToString();
        new FieldErrors().MaxLength(reason, 256, "/reason").ThrowIfAny();
        return Answers.Accepted(await control.KickAsync(context.ServiceId, roomId, userId, reason.Length > 0 ? reason : null, context.Cancelled));
    }

    /// <summary>Changes a user's grants, name or metadata.</summary>
    [Function("PatchParticipant")]
    [Operation("Participants", 202, typeof(Accepted), Body = typeof(ParticipantPatch), IsPatch = true)]
    public async Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        var body = await context.ReadBytesAsync();
        var json = context.ParseObject(body, RequestBody.MediaTypeOf(context.Request, "application/merge-patch+json", "application/json"));
        var patch = RequestBody.Parse<ParticipantPatch>(JsonSerializer.SerializeToUtf8Bytes(ParticipantPatch.Explicit(json, userId)), ApiJson.Options);
        return Answers.Accepted(await control.UpdateAsync(context.ServiceId, roomId, userId, patch, context.Cancelled));
    }

    /// <summary>Mutes a user, or asks the user to unmute.</summary>
    [Function("MuteParticipant")]
    [Operation("Participants", 202, typeof(Accepted), Body = typeof(MuteRequest))]
    public async Task<IResult> Mute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/participants/{userId}/mute")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        return Answers.Accepted(await control.SetMutedAsync(context.ServiceId, roomId, userId, await context.ReadJsonAsync<MuteRequest>(), context.Cancelled));
    }

    /// <summary>Sends data to users of the room, or to all participants.</summary>
    [Function("SendData")]
    [Operation("Participants", 202, typeof(Accepted), Body = typeof(DataRequest))]
    public async Task<IResult> SendData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/data")] HttpRequest request,
        CallContext context, string roomId) =>
        Answers.Accepted(await control.SendDataAsync(context.ServiceId, roomId, await context.ReadJsonAsync<DataRequest>(), context.Cancelled));
}
