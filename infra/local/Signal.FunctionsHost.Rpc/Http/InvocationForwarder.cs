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
internal sealed class InvocationForwarder(IHttpForwarder forwarder, WorkerSupervisor workers, TimeProvider time, ILogger<InvocationForwarder> logger) : IDisposable
{
    /// <summary>As the Functions host: the platform's load balancer gives up after 230 seconds.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    /// <summary>How long the response of an invocation that failed may take; a function that was never called has none.</summary>
    private static readonly TimeSpan FailedResponseGrace = TimeSpan.FromSeconds(2);

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
        using var giveUp = new CancellationTokenSource();
        var invocation = worker.InvokeAsync(function.Name, request, context.RequestAborted);
        var forwarding = forwarder
            .SendAsync(context, destination.ToString(), _client, Config, new InvocationTransformer(request.InvocationId), giveUp.Token)
            .AsTask();
        try
        {
            await invocation;
        }
        catch (Exception failure)
        {
            await FailAsync(function, context, failure, forwarding, giveUp);
            return;
        }

        if (await forwarding is not ForwarderError.None and var error && !context.RequestAborted.IsCancellationRequested)
        {
            logger.ForwardFailed(function.Name, $"{error}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task FailAsync(FunctionDefinition function, HttpContext context, Exception failure, Task<ForwarderError> forwarding, CancellationTokenSource giveUp)
    {
        if (failure is FunctionFailedException)
        {
            await ((Task)forwarding.WaitAsync(FailedResponseGrace, time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await giveUp.CancelAsync();
        var error = await forwarding;
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        logger.FunctionFailed(function.Name, failure.Message);
        if (error != ForwarderError.None && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = failure is WorkerLostException ? StatusCodes.Status502BadGateway : StatusCodes.Status500InternalServerError;
        }
        else if (error != ForwarderError.None)
        {
            context.Abort();
        }
    }

    private static InvocationRequest Request(Trigger trigger, HttpContext context)
    {
        // The request's own trace goes on in the worker; without one it is this server's.
        var headers = context.Request.Headers;
        var parent = (string?)headers.TraceParent ?? Activity.Current?.Id;
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            InputData = { new ParameterBinding { Name = trigger.Parameter, Data = new() { Http = new() } } },
            TraceContext = new() { TraceParent = parent ?? "", TraceState = (string?)headers.TraceState ?? "" },
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
