using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Health;

/// <summary>Is the app up, and can it work?</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    /// <summary>The process answers.</summary>
    [Function("GetLiveness")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(HealthAnswer))]
    public static IResult GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/live")] HttpRequest request) =>
        Answers.Json(new HealthAnswer("live"));

    /// <summary>The tables answer; 503 when they do not.</summary>
    [Function("GetReadiness")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(HealthAnswer))]
    public async Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/ready")] HttpRequest request, CallContext context)
    {
        await readiness.RequireAsync(context.Cancelled);
        return Answers.Json(new HealthAnswer("ready"));
    }
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthAnswer(string Status);
