using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Health;

/// <summary>Health checks: liveness and readiness.</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    /// <summary>Liveness: the process is running.</summary>
    [Function("GetLiveness")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(HealthAnswer))]
    public static IResult GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/live")] HttpRequest request) =>
        Answers.Json(new HealthAnswer("live"));

    /// <summary>Readiness: table storage responds; 503 when it does not.</summary>
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

/// <summary>The health of the app.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthAnswer(string Status);
