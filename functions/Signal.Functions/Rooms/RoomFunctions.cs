using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Rooms;

/// <summary>Rooms: <c>/v1/rooms</c>.</summary>
public sealed class RoomFunctions(
    RoomService roomService, RoomStore rooms, RoomPresets presets, IdempotencyKeys idempotency, ContinuationTokens continuations)
{
    private const string IfMatchDescription = "The ETag of the version that the change was made for, or *.";

    /// <summary>Creates a room.</summary>
    [Function("CreateRoom")]
    [Operation("Rooms", 201, typeof(Room), Body = typeof(RoomSpec), AnswerHeaders = ["ETag", "Location"], Problems = [403, 409, 422])]
    [Idempotent]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms")] HttpRequest request, CallContext context)
    {
        var body = await context.ReadBytesAsync();
        var spec = ToSpec(presets.Apply(context.ParseObject(body)));
        RoomRules.Validate(spec);
        var id = await idempotency.ReserveAsync(context, body, Ids.New());
        var room = await roomService.CreateAsync(context.ServiceId, id, spec, context.Cancelled);
        SetETag(context, room);
        return Answers.Created(context, $"/v1/rooms/{room.Id}", room.ToRoom());
    }

    /// <summary>Lists the service's rooms.</summary>
    [Function("ListRooms")]
    [Operation("Rooms", 200, typeof(ListPage<Room>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms")] HttpRequest request, CallContext context)
    {
        var paging = Paging.Of(context);
        var list = "rooms of " + context.ServiceId;
        var page = await rooms.PageAsync(context.ServiceId, paging.Limit, continuations.Open(paging.Continuation, list), context.Cancelled);
        return Answers.Json(new ListPage<Room>([.. page.Items.Where(r => !r.Deleting).Select(r => r.ToRoom())], continuations.Seal(page.Continuation, list)));
    }

    /// <summary>Gets a room, with its ETag.</summary>
    [Function("GetRoom")]
    [Operation("Rooms", 200, typeof(Room), AnswerHeaders = ["ETag"])]
    [Header("If-None-Match", "An ETag; 304 when the room still has it.")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rooms/{roomId}")] HttpRequest request,
        CallContext context, string roomId)
    {
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        SetETag(context, room);
        return context.Request.Headers.IfNoneMatch.Contains(ETagOf(room)) ? Results.StatusCode(StatusCodes.Status304NotModified) : Answers.Json(room.ToRoom());
    }

    /// <summary>Replaces a room's settings; needs <c>If-Match</c>.</summary>
    [Function("ReplaceRoom")]
    [Operation("Rooms", 200, typeof(Room), Body = typeof(RoomSpec), AnswerHeaders = ["ETag"], Problems = [412, 428])]
    [Header("If-Match", IfMatchDescription, Required = true)]
    public async Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rooms/{roomId}")] HttpRequest request,
        CallContext context, string roomId)
    {
        var spec = ToSpec(presets.Apply(context.ParseObject(await context.ReadBytesAsync())));
        var ifMatch = IfMatch(context, isRequired: true);
        return Changed(context, await roomService.UpdateAsync(context.ServiceId, roomId, ifMatch, _ => spec, context.Cancelled));
    }

    /// <summary>Changes some of a room's settings: a JSON merge patch (RFC 7396).</summary>
    [Function("PatchRoom")]
    [Operation("Rooms", 200, typeof(Room), Body = typeof(RoomSpec), IsPatch = true, AnswerHeaders = ["ETag"], Problems = [412])]
    [Header("If-Match", IfMatchDescription)]
    public async Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/rooms/{roomId}")] HttpRequest request,
        CallContext context, string roomId)
    {
        var patch = await context.ReadPatchAsync();
        var ifMatch = IfMatch(context, isRequired: false);
        var room = await roomService.UpdateAsync(context.ServiceId, roomId, ifMatch, spec => MergePatch.Patched(spec, patch), context.Cancelled);
        return Changed(context, room);
    }

    /// <summary>Deletes a room and disconnects all participants.</summary>
    [Function("DeleteRoom")]
    [Operation("Rooms", 204, Problems = [412])]
    [Header("If-Match", IfMatchDescription)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}")] HttpRequest request,
        CallContext context, string roomId)
    {
        await roomService.DeleteAsync(context.ServiceId, roomId, IfMatch(context, isRequired: false), context.Cancelled);
        return Answers.NoContent();
    }

    /// <summary>Lists the presets.</summary>
    [Function("ListPresets")]
    [Operation("Rooms", 200, typeof(IReadOnlyDictionary<string, JsonObject>))]
    public IResult ListPresets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/presets")] HttpRequest request, CallContext context) =>
        Answers.Json(presets.All);

    private static IResult Changed(CallContext context, RoomEntity room)
    {
        SetETag(context, room);
        return Answers.Json(room.ToRoom());
    }

    private static RoomSpec ToSpec(JsonObject body) => RequestBody.Parse<RoomSpec>(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options), ApiJson.Options);

    private static string ETagOf(RoomEntity room) => string.Create(CultureInfo.InvariantCulture, $"\"{room.Version}\"");

    private static void SetETag(CallContext context, RoomEntity room) => context.Request.HttpContext.Response.Headers.ETag = ETagOf(room);

    private static long? IfMatch(CallContext context, bool isRequired)
    {
        if (context.Request.Headers.IfMatch is not [{ Length: > 0 } text])
        {
            return isRequired
                ? throw Problems.Make(428, ProblemCodes.PreconditionRequired, "If-Match is required.", "Send the room's ETag, or *.").AsException()
                : null;
        }

        if (text == "*")
        {
            return null;
        }

        return text is ['"', .. var version, '"'] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Problems.PreconditionFailed().AsException();
    }
}
