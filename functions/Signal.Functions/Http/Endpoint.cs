using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
using Signal.Functions.Storage;
using Signal.Functions.Telemetry;

namespace Signal.Functions.Http;

/// <summary>
/// What every HTTP function goes through, so that it needs no middleware of any host: CORS, limits, authentication, access, replay guard,
/// problem details, tracing. A function is one line: <c>endpoint.RunAsync(request, face, access, handler, cancellationToken)</c>.
/// </summary>
public sealed partial class Endpoint(
    IEnumerable<IRequestGate> gates, IOptions<HttpOptions> options, TimeProvider time, ILogger<Endpoint> logger)
{
    private readonly IRequestGate[] _gates = [.. gates];

    /// <summary>Runs a handler for a request, and answers with what it returns or with the problem that stopped it.</summary>
    public Task<IResult> RunAsync(
        HttpRequest request, IFace face, Access access, Func<CallContext, Task<IResult>> handler, CancellationToken cancellationToken) =>
        RunAsync(request, face, access, handlerConfirms: HttpMethods.IsGet(request.Method), handler, cancellationToken);

    /// <summary>
    /// The same; <paramref name="handlerConfirms"/> says that the handler only reads, or calls <see cref="CallContext.ConfirmCallerAsync"/> before
    /// its first write, so that it may start while the replay guard is still at work.
    /// </summary>
    public async Task<IResult> RunAsync(
        HttpRequest request, IFace face, Access access, bool handlerConfirms, Func<CallContext, Task<IResult>> handler, CancellationToken cancellationToken)
    {
        using var activity = SignalTelemetry.Source.StartActivity(ActivityKind.Internal);
        activity?.SetTag("http.request.method", request.Method);
        activity?.SetTag("url.path", request.Path.Value);
        try
        {
            return await RunUnguardedAsync(request, face, access, handlerConfirms, handler, cancellationToken);
        }
        catch (Exception e)
        {
            var problem = Explain(e, request);
            activity?.SetStatus(problem.Status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset, problem.Code);
            return face.Render(request, problem with { TraceId = Activity.Current?.TraceId.ToHexString() });
        }
    }

    private async Task<IResult> RunUnguardedAsync(
        HttpRequest request, IFace face, Access access, bool handlerConfirms, Func<CallContext, Task<IResult>> handler, CancellationToken cancellationToken)
    {
        foreach (var gate in _gates)
        {
            ThrowIf(await gate.BeforeAuthenticationAsync(request, face, cancellationToken));
        }

        Caller? caller = null;
        if (access != Access.Anonymous)
        {
            // Answers may hold tokens and keys.
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            caller = await face.AuthenticateAsync(request, cancellationToken) ?? throw Problems.Unauthorized().AsException();
            Activity.Current?.SetTag("signal.tenant", caller.ServiceId);
            foreach (var gate in _gates)
            {
                ThrowIf(await gate.AfterAuthenticationAsync(request, face, caller, cancellationToken));
            }

            if (access == Access.Superservice && !caller.IsSuperservice)
            {
                await caller.IsFresh;
                throw Problems.Forbidden().AsException();
            }
        }

        var context = new CallContext(request, caller, time.GetUtcNow(), options.Value.MaxBodyBytes, cancellationToken);
        if (!handlerConfirms)
        {
            await context.ConfirmCallerAsync();
            return await handler(context);
        }

        // A handler may read while the replay guard writes its nonce; a replay learns nothing, not even an error.
        try
        {
            var result = await handler(context);
            await context.ConfirmCallerAsync();
            return result;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await context.ConfirmCallerAsync();
            throw;
        }
    }

    private static void ThrowIf(Problem? problem)
    {
        if (problem is not null)
        {
            throw problem.AsException();
        }
    }

    private Problem Explain(Exception exception, HttpRequest request)
    {
        switch (exception)
        {
            case ProblemException e:
                return e.Problem;
            case StorageUnavailableException e:
                LogUnavailable(request.Method, request.Path, e);
                return Problems.Unavailable("The tables cannot be reached.");
            case BusUnavailableException e:
                LogUnavailable(request.Method, request.Path, e);
                return Problems.Unavailable("The bus cannot be reached.");
            case BadHttpRequestException e:
                return e.StatusCode == 413 ? Problems.TooLarge(options.Value.MaxBodyBytes) : Problems.BadRequest("The request cannot be read.");
            case OperationCanceledException:
                return Problems.Unavailable("The request was cancelled.");
            default:
                LogFailed(request.Method, request.Path, exception);
                return Problems.Internal();
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "{Method} {Path}: a dependency is away")]
    private partial void LogUnavailable(string method, string? path, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(string method, string? path, Exception exception);
}
