using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Http;

/// <summary>What under <c>/v1</c> is no operation: unknown paths, and methods that a path does not have.</summary>
public sealed class UnknownFunctions(ApiEndpoint endpoint)
{
    /// <summary>404, as a problem.</summary>
    [Function("AnswerUnknown")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "v1/{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, _ => throw Problems.NotFound().AsException(), cancellationToken);
}
