using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Http;

/// <summary>What under <c>/v1</c> is no operation: unknown paths, and methods that a path does not have.</summary>
public sealed class UnknownFunctions
{
    /// <summary>404, as a problem.</summary>
    [Function("AnswerUnknown")]
    [Access(Access.Anonymous)]
    public static IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "v1/{*path}")] HttpRequest request) =>
        throw Problems.NotFound().AsException();
}
