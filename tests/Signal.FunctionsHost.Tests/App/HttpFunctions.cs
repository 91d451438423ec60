using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Signal.FunctionsHost.Tests.App;

/// <summary>A room as the test app's HTTP functions know it.</summary>
public sealed record Room(string Name, int Size);

public sealed class HttpFunctions(Visit visit, Visit sameVisit)
{
    [Function("scope")]
    public IResult Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        Results.Text(visit == sameVisit ? visit.Id.ToString() : "two in one call");

    [Function("get-room")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rooms/{id:int}/{part?}")] HttpRequest request, int id, string? part, int page = 1) =>
        TypedResults.Ok(new { id, part, page, method = request.Method });

    [Function("delete-room")]
    public static async Task<IActionResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "rooms/{id:int}")] HttpRequest request, int id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return cancellationToken.CanBeCanceled ? new ObjectResult(new { gone = id }) { StatusCode = 202 } : new BadRequestResult();
    }

    [Function("create-room")]
    public static Task<Room> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "rooms")] HttpRequest request, [FromBody] Room room) =>
        Task.FromResult(room with { Size = room.Size + 1 });

    [Function("file")]
    public static string File([HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, string path) => path;

    [Function("crash")]
    public static Task Crash([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of the app");
}
