using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>Who may not enter a room: <c>/v1/rooms/{roomId}/bans</c>.</summary>
public sealed class BanFunctions(ApiEndpoint endpoint, RoomStore rooms, BanStore bans, ParticipantControl control, ContinuationTokens continuations)
{
    /// <summary>Lists the bans of a room.</summary>
    [Function("ListBans")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}/bans")] HttpRequest request,
        string roomId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => ListAsync(context, roomId), cancellationToken);

    /// <summary>Bans a user, and removes it when it is there.</summary>
    [Function("BanUser")]
    public Task<IResult> Ban(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rooms/{roomId}/bans/{userId}")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => BanAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    /// <summary>Ends a ban.</summary>
    [Function("LiftBan")]
    public Task<IResult> Lift(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/bans/{userId}")] HttpRequest request,
        string roomId, string userId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => LiftAsync(context, roomId, Ids.UserIdOf(userId)), cancellationToken);

    private async Task<IResult> ListAsync(CallContext context, string roomId)
    {
        var paging = Paging.Of(context);
        var list = "bans of " + context.ServiceId + "/" + roomId;
        var continuation = continuations.Open(paging.Continuation, list);
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        var page = await bans.PageAsync(room.Id, paging.Limit, continuation, context.Cancelled);
        return Answers.Json(new ListPage<Ban>(
            [.. page.Items.Where(b => b.Until > context.Now).Select(b => new Ban(b.UserId, b.Until, b.Reason))], continuations.Seal(page.Continuation, list)));
    }

    private async Task<IResult> BanAsync(CallContext context, string roomId, string userId)
    {
        var request = await context.ReadJsonAsync<BanRequest>();
        request.Validate(context.Now);
        new FieldErrors().UserId(userId, "/userId").ThrowIfAny();
        return Answers.Accepted(await control.BanAsync(context.ServiceId, roomId, userId, request.Until, request.Reason, context.Cancelled));
    }

    private async Task<IResult> LiftAsync(CallContext context, string roomId, string userId)
    {
        await control.LiftBanAsync(context.ServiceId, roomId, userId, context.Cancelled);
        return Answers.NoContent();
    }
}
