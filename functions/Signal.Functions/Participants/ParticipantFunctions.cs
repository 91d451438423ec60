using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>The users of a room: <c>/v1/rooms/{roomId}/participants</c>.</summary>
public sealed class ParticipantFunctions(
    ApiEndpoint endpoint, RoomStore rooms, ParticipantStore participants, ParticipantControl control, ContinuationTokens continuations)
{
    /// <summary>Lists the participants of a room.</summary>
    [Function("ListParticipants")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/participants")] HttpRequest request,
        string roomId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => ListAsync(context, roomId), cancellationToken);

    /// <summary>Shows the connections of a user.</summary>
    [Function("GetParticipant")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => GetAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    /// <summary>Removes a user from the room. Query: <c>reason</c>.</summary>
    [Function("KickParticipant")]
    public Task<IResult> Kick(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => KickAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    /// <summary>Changes a user's grants, name or metadata.</summary>
    [Function("PatchParticipant")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/rooms/{roomId}/participants/{userId}")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => PatchAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    /// <summary>Mutes a user, or asks it to unmute.</summary>
    [Function("MuteParticipant")]
    public Task<IResult> Mute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/participants/{userId}/mute")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => MuteAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    /// <summary>Sends data to users of the room, or to everybody in it.</summary>
    [Function("SendData")]
    public Task<IResult> SendData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/data")] HttpRequest request,
        string roomId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => SendDataAsync(context, roomId), cancellationToken);

    private async Task<IResult> ListAsync(CallContext context, string roomId)
    {
        var paging = Paging.Of(context);
        var list = "participants of " + context.ServiceId + "/" + roomId;
        var continuation = continuations.Open(paging.Continuation, list);
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        var page = await participants.PageAsync(room.Id, paging.Limit, continuation, context.Cancelled);
        return Answers.Json(new ListPage<Participant>([.. page.Items.Select(Participant.Of)], continuations.Seal(page.Continuation, list)));
    }

    private async Task<IResult> GetAsync(CallContext context, string roomId, string userId)
    {
        var found = await control.GetAsync(context.ServiceId, roomId, userId, context.Cancelled);
        return Answers.Json(new ListPage<Participant>([.. found.Select(Participant.Of)], Continuation: null));
    }

    private async Task<IResult> KickAsync(CallContext context, string roomId, string userId)
    {
        var reason = context.Request.Query["reason"].ToString();
        new FieldErrors().MaxLength(reason, 256, "/reason").ThrowIfAny();
        return Answers.Accepted(await control.KickAsync(context.ServiceId, roomId, userId, reason.Length > 0 ? reason : null, context.Cancelled));
    }

    private async Task<IResult> PatchAsync(CallContext context, string roomId, string userId)
    {
        var body = await context.ReadBytesAsync();
        var json = context.ParseObject(body, RequestBody.MediaTypeOf(context.Request, "application/merge-patch+json", "application/json"));
        var patch = RequestBody.Parse<ParticipantPatch>(JsonSerializer.SerializeToUtf8Bytes(ParticipantPatch.Explicit(json, userId)), ApiJson.Options);
        return Answers.Accepted(await control.UpdateAsync(context.ServiceId, roomId, userId, patch, context.Cancelled));
    }

    private async Task<IResult> MuteAsync(CallContext context, string roomId, string userId) =>
        Answers.Accepted(await control.SetMutedAsync(context.ServiceId, roomId, userId, await context.ReadJsonAsync<MuteRequest>(), context.Cancelled));

    private async Task<IResult> SendDataAsync(CallContext context, string roomId) =>
        Answers.Accepted(await control.SendDataAsync(context.ServiceId, roomId, await context.ReadJsonAsync<DataRequest>(), context.Cancelled));
}
