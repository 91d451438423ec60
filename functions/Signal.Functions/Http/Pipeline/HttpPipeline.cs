using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Signal.Functions.Storage;
using Signal.Functions.Telemetry;

namespace Signal.Functions.Http.Pipeline;

/// <summary>
/// The worker middleware of all HTTP functions: limits, authentication, access, replay guard, problem details, tracing. Functions configure
/// it with attributes (<see cref="AccessAttribute"/>, <see cref="DialectAttribute"/>).
/// </summary>
internal sealed class HttpPipeline(
    IEnumerable<IApiDialect> dialects, IEnumerable<IRequestGate> gates, ProblemExplanation explanation, IOptions<HttpOptions> options, TimeProvider time)
    : IFunctionsWorkerMiddleware
{
    private readonly Dictionary<Type, IApiDialect> _dialects = dialects.ToDictionary(dialect => dialect.GetType());
    private readonly IApiDialect _default = dialects.First();
    private readonly IRequestGate[] _gates = [.. gates];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var function = HttpFunction.Of(context.FunctionDefinition.Name);
        var dialect = function.Dialect is { } type ? _dialects[type] : _default;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, http.RequestAborted);
        using var activity = SignalTelemetry.Source.StartActivity(function.Name);
        activity?.SetTag("http.request.method", http.Request.Method);
        activity?.SetTag("url.path", http.Request.Path.Value);
        ForbidStoring(http.Response);
        try
        {
            await RunAsync(context, next, http.Request, function, dialect, cancelled.Token);
        }
        catch (Exception e)
        {
            ForbidStoring(http.Response);
            var problem = explanation.Explain(e, http.Request);
            activity?.SetStatus(problem.Status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset, problem.Code);
            context.GetInvocationResult().Value = dialect.Render(http.Request, problem with { TraceId = TraceIdOf(context) });
        }
    }

    private async Task RunAsync(
        FunctionContext context, FunctionExecutionDelegate next, HttpRequest request, HttpFunction function, IApiDialect dialect, CancellationToken cancelled)
    {
        var access = dialect.Prepare(request, function.Access);
        foreach (var gate in _gates)
        {
            ThrowIf(await gate.BeforeAuthenticationAsync(request, dialect, cancelled));
        }

        var caller = access == Access.Anonymous ? null : await AuthenticateAsync(request, access, dialect, cancelled);
        var call = new CallContext(request, caller, time.GetUtcNow(), options.Value.MaxBodyBytes, cancelled);
        context.Features.Set(call);

        // The function may read while the replay guard writes its nonce; a replay causes no write and gets no result, not even an error.
        WriteGuard.Enter(call.ConfirmCallerAsync);
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await call.ConfirmCallerAsync();
            throw;
        }

        await call.ConfirmCallerAsync();
    }

    private async Task<Caller> AuthenticateAsync(HttpRequest request, Access access, IApiDialect dialect, CancellationToken cancelled)
    {
        var caller = await dialect.AuthenticateAsync(request, cancelled) ?? throw Problems.Unauthorized().AsException();
        Activity.Current?.SetTag("signal.tenant", caller.ServiceId);
        foreach (var gate in _gates)
        {
            ThrowIf(await gate.AfterAuthenticationAsync(request, dialect, caller, cancelled));
        }

        if (access == Access.Superservice && !caller.IsSuperservice)
        {
            await caller.IsFresh;
            throw Problems.Forbidden().AsException();
        }

        return caller;
    }

    // Responses may contain tokens and keys, and errors apply to one caller at one time. A function with a cacheable response sets the
    // header itself.
    private static void ForbidStoring(HttpResponse response) => response.Headers.CacheControl = "no-store";

    // Without a listener there is no activity, but there may be a trace id.
    private static string? TraceIdOf(FunctionContext context) =>
        Activity.Current?.TraceId.ToHexString()
        ?? (ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, out var trace) ? trace.TraceId.ToHexString() : null);

    private static void ThrowIf(Problem? problem)
    {
        if (problem is not null)
        {
            throw problem.AsException();
        }
    }
}
