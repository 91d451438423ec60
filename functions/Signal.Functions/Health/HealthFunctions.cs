using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Health;

/// <summary>Is the app up, and can it work?</summary>
public sealed class HealthFunctions(ApiEndpoint endpoint, Readiness readiness)
{
    /// <summary>The process answers.</summary>
    [Function("GetLiveness")]
    public Task<IResult> GetLiveness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/live")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, _ => Task.FromResult(Answers.Json(new Health("live"))), cancellationToken);

    /// <summary>The tables answer; 503 when they do not.</summary>
    [Function("GetReadiness")]
    public Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, GetReadinessAsync, cancellationToken);

    private async Task<IResult> GetReadinessAsync(CallContext context)
    {
        await readiness.RequireAsync(context.Cancelled);
        return Answers.Json(new Health("ready"));
    }
}

/// <summary>How the app is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record Health(string Status);
