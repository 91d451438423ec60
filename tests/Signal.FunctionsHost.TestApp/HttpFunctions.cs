using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Signal.FunctionsHost.TestApp;

/// <summary>A room of the test app's HTTP functions.</summary>
public sealed record Room(string Name, int Size);

public sealed class HttpFunctions(Journal journal, TimeProvider time)
{
    [Function("journal")]
    public async Task<IResult> Next(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Text(await journal.NextAsync(cancellationToken));

    [Function("get-room")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rooms/{id:int}/{part?}")] HttpRequest request, int id, string? part) =>
        TypedResults.Ok(new { id, part, method = request.Method, query = request.QueryString.Value });

    [Function("delete-room")]
    public static IActionResult Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "rooms/{id:int}")] HttpRequest request, int id) =>
        new ObjectResult(new { gone = id }) { StatusCode = 202 };

    [Function("create-room")]
    public static IResult Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "rooms")] HttpRequest request, [FromBody] Room room) =>
        Results.Json(room with { Size = room.Size + 1 });

    [Function("file")]
    public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, string path) =>
        Results.Text(path);

    [Function("crash")]
    public static IResult Crash([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of the app");

    [Function("headers")]
    public static IResult Headers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => TypedResults.Ok(
        request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString())
            .Append(new("remote-address", $"{request.HttpContext.Connection.RemoteIpAddress}"))
            .Append(new("function-trace", context.TraceContext.TraceParent))
            .Append(new("function-invocation", context.InvocationId))
            .ToDictionary());

    [Function("length")]
    public static async Task<IResult> Length(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            length += read;
        }

        return Results.Text($"{length}");
    }

    [Function("wait")]
    public async Task Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
    {
        journal.Add("waiting");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), time, context.CancellationToken);
        }
        finally
        {
            journal.Add(context.CancellationToken.IsCancellationRequested ? "cancelled" : "not cancelled");
        }
    }

    [Function("slow")]
    public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        journal.Add("slow");
        await Task.Delay(TimeSpan.FromSeconds(2), time);
        return Results.Text("done");
    }

    [Function("stuck")]
    public Task Stuck([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        journal.Add("stuck");
        return Task.Delay(Timeout.InfiniteTimeSpan, time);
    }

    [Function("exit")]
    public static void Exit([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Environment.FailFast("as asked");
}
