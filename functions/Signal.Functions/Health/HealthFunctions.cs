using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Bus;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Health;

/// <summary>Health checks: liveness and readiness.</summary>
public sealed class HealthFunctions(Readiness readiness, BusAccess bus)
{
    /// <summary>Liveness: the process is running.</summary>
    [Function("GetLiveness")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(HealthAnswer))]
    public static IResult GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/live")] HttpRequest request) =>
        Answers.Json(new HealthAnswer("live"));

    /// <summary>Readiness: table storage responds, and it and Service Bus accept the credentials of the app; otherwise 503 with the reason.</summary>
    [Function("GetReadiness")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(HealthAnswer))]
    public async Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/ready")] HttpRequest request, CallContext context)
    {
        try
        {
            await readiness.RequireAsync(context.Cancelled);
        }
        catch (StorageUnavailableException e) when (e.Remedy is not null)
        {
            throw Problems.Unavailable($"Table storage refuses the credentials; {e.Remedy}.").AsException();
        }

        return bus.Refusal is { } refusal ? throw Problems.Unavailable(refusal).AsException() : Answers.Json(new HealthAnswer("ready"));
    }
}

/// <summary>The health of the app.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthAnswer(string Status);
