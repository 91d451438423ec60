using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Http;

/// <summary>The fallback for unknown paths under <c>/v1</c>, and for methods that a path does not support.</summary>
public sealed class UnknownFunctions
{
    /// <summary>404 with problem details.</summary>
    [Function("AnswerUnknown")]
    [Access(Access.Anonymous)]
    public static IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "v1/{*path}")] HttpRequest request) =>
        throw Problems.NotFound().AsException();
}
