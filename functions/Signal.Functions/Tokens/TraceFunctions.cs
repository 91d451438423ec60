using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Tokens;

/// <summary>Access to traces of rooms: <c>/v1/rooms/{roomId}/trace</c>.</summary>
public sealed class TraceFunctions(TraceTokens traces)
{
    /// <summary>Mints tokens with which the caller reads the state of a room from its nodes: peers, transports and streams with statistics.</summary>
    [Function("CreateTraceToken")]
    [Operation("Rooms", 201, typeof(TraceToken), Problems = [403, 409])]
    [Query("serviceId", "The service that owns the room; only the superservice may name another one. Default: the calling service.")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/trace")] HttpRequest request,
        CallContext context, string roomId) =>
        Answers.Json(await traces.MintAsync(context.GetOwner(), roomId, context.Cancelled), StatusCodes.Status201Created);
}
