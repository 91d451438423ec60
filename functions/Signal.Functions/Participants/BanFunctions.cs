using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Participants;

/// <summary>The bans of a room: <c>/v1/rooms/{roomId}/bans</c>.</summary>
public sealed class BanFunctions(RoomStore rooms, BanStore bans, ParticipantControl control, ContinuationTokens continuations)
{
    /// <summary>Lists the bans of a room.</summary>
    [Function("ListBans")]
    [Operation("Participants", 200, typeof(ListPage<Ban>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/bans")] HttpRequest request,
        CallContext context, string roomId)
    {
        var paging = Paging.Of(context);
        var list = "bans of " + context.ServiceId + "/" + roomId;
        var continuation = continuations.Open(paging.Continuation, list);
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        var page = await bans.PageAsync(room.Id, paging.Limit, continuation, context.Cancelled);
        return Answers.Json(new ListPage<Ban>(
            [.. page.Items.Where(b => b.Until > context.Now).Select(b => new Ban(b.UserId, b.Until, b.Reason))], continuations.Seal(page.Continuation, list)));
    }

    /// <summary>Bans a user, and removes the user from the room.</summary>
    [Function("BanUser")]
    [Operation("Participants", 202, typeof(Accepted), Body = typeof(BanRequest))]
    public async Task<IResult> Ban(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rooms/{roomId}/bans/{userId}")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        var body = await context.ReadJsonAsync<BanRequest>();
        body.Validate(context.Now);
        new FieldErrors().UserId(userId, "/userId").ThrowIfAny();
        return Answers.Accepted(await control.BanAsync(context.ServiceId, roomId, userId, body.Until, body.Reason, context.Cancelled));
    }

    /// <summary>Lifts a ban.</summary>
    [Function("LiftBan")]
    [Operation("Participants", 204)]
    public async Task<IResult> Lift(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/bans/{userId}")] HttpRequest request,
        CallContext context, string roomId, string userId)
    {
        userId = Ids.UserIdOf(userId);
        await control.LiftBanAsync(context.ServiceId, roomId, userId, context.Cancelled);
        return Answers.NoContent();
    }
}
