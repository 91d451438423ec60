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
/// Runs a function for a request: the invocation is sent to the worker over gRPC, and the request is forwarded over HTTP.
/// The response is 503 when no worker is ready, and 502 when the worker exits during the request.
/// </summary>
internal sealed class InvocationForwarder(
    IHttpForwarder forwarder, WorkerSupervisor workers, TimeProvider time, ILogger<InvocationForwarder> logger) : IDisposable
{
    /// <summary>The same as in the Azure Functions host, where the load balancer times out after 230 seconds.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    /// <summary>
    /// The maximum time between the ends of an invocation and of its response when one of them failed; a function that was not called has
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

    /// <summary>Handles a request with a function.</summary>
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
    /// Handles a failed forward. YARP has set the status, unless this host cancelled the request or killed the
    /// worker because of a function timeout.
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

        // The connection can end shortly before the invocation that caused it.
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
        // The worker continues the trace context of the request, or else that of this server.
        var headers = context.Request.Headers;
        // As in the Functions host, every invocation has a trace context, whether or not it is recorded.
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
