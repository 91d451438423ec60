using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Rooms;
using Signal.Functions.Services;

namespace Signal.Functions.AdminPage;

/// <summary>
/// The admin page: <c>/console</c>, because the Functions host reserves <c>/admin</c>. The page calls <c>/v1</c>, and functions of its own.
/// </summary>
public sealed class AdminPageFunctions(PageFiles files, RoomHistory history, RoomConnections connections, RoomStore rooms, IOptions<AdminPageOptions> options)
{
    private const int MaxPeerIdLength = 64;

    /// <summary>The page.</summary>
    [Function("GetAdminPage")]
    [Access(Access.Anonymous)]
    public IResult GetPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console")] HttpRequest request, CallContext context) =>
        GetFile(request, context, "index.html");

    /// <summary>The script and style sheet of the page.</summary>
    [Function("GetAdminPageFile")]
    [Access(Access.Anonymous)]
    public IResult GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/{file}")] HttpRequest request, CallContext context, string file)
    {
        RequireEnabled();
        return files.Get(context, file);
    }

    /// <summary>The service that the caller's credentials belong to.</summary>
    [Function("GetAdminPageSession")]
    public IResult GetSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/api/session")] HttpRequest request, CallContext context)
    {
        RequireEnabled();
        return Answers.Json(new AdminPageSession(context.ServiceId, context.Caller.IsSuperservice));
    }

    /// <summary>The latest events of a room, newest first.</summary>
    [Function("GetRoomHistory")]
    public async Task<IResult> GetRoomHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/api/rooms/{roomId}/history")] HttpRequest request,
        CallContext context, string roomId)
    {
        RequireEnabled();
        var room = await rooms.GetAsync(context.ServiceId, roomId, context.Cancelled);
        return Answers.Json(new ListPage<RoomHistoryEntry>(await history.GetAsync(room.Id, context.Cancelled), Continuation: null));
    }

    /// <summary>How good the connections of some peers of a room are. Query: <c>peer</c>, once for each.</summary>
    [Function("GetConnectionQuality")]
    public async Task<IResult> GetQuality(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/api/rooms/{roomId}/quality")] HttpRequest request,
        CallContext context, string roomId)
    {
        RequireEnabled();
        string[] peers = [.. context.Request.Query["peer"].OfType<string>()];
        if (peers is not { Length: >= 1 and <= RoomConnections.MaxPeers } || !Array.TrueForAll(peers, IsPeerId))
        {
            throw Problems.BadRequest($"peer must be sent 1 to {RoomConnections.MaxPeers} times, each an id.").AsException();
        }

        return Answers.Json(new ListPage<ConnectionQuality>(
            await connections.QualityAsync(context.ServiceId, roomId, peers, context.Cancelled), Continuation: null));
    }

    /// <summary>The transports and streams of a peer, with statistics, as its node describes them.</summary>
    [Function("GetConnection")]
    public async Task<IResult> GetConnection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/api/rooms/{roomId}/connections/{peerId}")] HttpRequest request,
        CallContext context, string roomId, string peerId)
    {
        RequireEnabled();
        return IsPeerId(peerId)
            ? Answers.Json(await connections.DetailsAsync(context.ServiceId, roomId, peerId, context.Cancelled))
            : throw Problems.NotFound().AsException();
    }

    private static bool IsPeerId(string text) => text.Length is > 0 and <= MaxPeerIdLength;

    private void RequireEnabled()
    {
        if (!options.Value.Enabled)
        {
            throw Problems.NotFound().AsException();
        }
    }
}

/// <summary>The service that the page's user has signed in as.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="IsSuperservice">Whether it is the superservice.</param>
public sealed record AdminPageSession(string ServiceId, bool IsSuperservice);
