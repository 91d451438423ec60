using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Protocol;
using Signal.FunctionsHost.Worker;
using Yarp.ReverseProxy.Forwarder;

namespace Signal.FunctionsHost.Http;

/// <summary>
/// Runs a function for a request: the worker hears of the invocation over gRPC and takes the request itself over HTTP.
/// Without a worker the answer is 503; with one that ends meanwhile, 502.
/// </summary>
internal sealed class InvocationForwarder(
    IHttpForwarder forwarder, WorkerSupervisor workers, TimeProvider time, ILogger<InvocationForwarder> logger) : IDisposable
{
    /// <summary>As the Functions host: the platform's load balancer gives up after 230 seconds.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    /// <summary>
    /// How long an invocation and its response may end apart from each other when one of them failed; a function that was never called has
    /// no response.
    /// </summary>
    private static readonly TimeSpan FailureGrace = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(15),
    });

    /// <summary>Answers a request by a function.</summary>
    public async Task ForwardAsync(FunctionDefinition function, HttpContext context)
    {
        if (workers.Current is not { HttpUri: { } destination } worker)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return;
        }

        var request = Request(function.Trigger, context);
        using var cancelInvocation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var cancelForwarding = new CancellationTokenSource();
        var invocation = worker.InvokeAsync(function.Name, request, cancelInvocation.Token);
        var transformer = new InvocationTransformer(request.InvocationId, invocation);
        var forwarding = forwarder
            .SendAsync(context, destination.ToString(), _client, Config, transformer, cancelForwarding.Token)
            .AsTask();
        if (await Task.WhenAny(invocation, forwarding) == invocation && !invocation.IsCompletedSuccessfully)
        {
            await ((Task)forwarding.WaitAsync(FailureGrace, time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await cancelForwarding.CancelAsync();
        }

        if (await forwarding is not ForwarderError.None and var error)
        {
            await cancelInvocation.CancelAsync();
            await RefuseAsync(context, error, invocation);
        }

        await FinishAsync(function, context, invocation);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// The request was not forwarded, or no response came: YARP has chosen the status unless it is this host that gave up, or killed the
    /// worker for a function that took too long.
    /// </summary>
    private async Task RefuseAsync(HttpContext context, ForwarderError error, Task invocation)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        // The connection may have ended a moment before the invocation that ended it.
        await invocation.WaitAsync(FailureGrace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.StatusCode = (error, invocation.Exception?.InnerException) switch
        {
            (_, TimeoutException) => StatusCodes.Status500InternalServerError,
            (ForwarderError.RequestCanceled, WorkerLostException) => StatusCodes.Status502BadGateway,
            (ForwarderError.RequestCanceled, _) => StatusCodes.Status500InternalServerError,
            _ => context.Response.StatusCode,
        };
        await context.Response.CompleteAsync();
    }

    private async Task FinishAsync(FunctionDefinition function, HttpContext context, Task invocation)
    {
        try
        {
            await invocation;
        }
        catch (Exception failure) when (failure is FunctionFailedException or WorkerLostException or TimeoutException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
            {
                logger.FunctionFailed(function.Name, failure.Message);
            }
        }
    }

    private static InvocationRequest Request(Trigger trigger, HttpContext context)
    {
        // The request's own trace goes on in the worker; without one it is this server's.
        var headers = context.Request.Headers;
        // As the Functions host does, every invocation has a trace, whether or not it is recorded.
        var parent = (string?)headers.TraceParent ?? Activity.Current?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            InputData = { new ParameterBinding { Name = trigger.Parameter, Data = new() { Http = new() } } },
            TraceContext = new() { TraceParent = parent, TraceState = (string?)headers.TraceState ?? "" },
        };
        foreach (var (name, value) in context.Request.RouteValues)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { } text)
            {
                request.TriggerMetadata.Add(name, new TypedData { String = text });
            }
        }

        return request;
    }
}
