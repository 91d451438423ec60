using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Cors;

/// <summary>What under <c>/v1</c> is no operation: preflight requests of browsers, unknown paths, and methods that a path does not have.</summary>
public sealed class UnknownFunctions(ApiEndpoint endpoint)
{
    /// <summary>Answers them.</summary>
    [Function("AnswerUnknown")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "options", Route = "v1/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.RunAsync(
            request,
            Access.Anonymous,
            _ => HttpMethods.IsOptions(request.Method) ? Task.FromResult(Answers.NoContent()) : throw Problems.NotFound().AsException(),
            cancellationToken);
}
