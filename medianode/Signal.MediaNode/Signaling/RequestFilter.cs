using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.MediaNode.Peers;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Signaling;

/// <summary>What happens around every request: rate limit, trace, figures, and the one place where an exception becomes a hub error.</summary>
internal sealed partial class RequestFilter(NodeMetrics metrics, TimeProvider time, ILogger<RequestFilter> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = context.HubMethodName;
        using var activity = NodeActivities.Source.StartActivity($"hub {method}", ActivityKind.Server);
        var started = time.GetTimestamp();
        try
        {
            Admit(context.Context, activity);
            var answer = await next(context);
            metrics.RequestDone(method, time.GetElapsedTime(started), null);
            return answer;
        }
        catch (Exception error)
        {
            var (code, message) = HubErrors.Explain(error);
            metrics.RequestDone(method, time.GetElapsedTime(started), code);
            activity?.SetStatus(ActivityStatusCode.Error, message);
            if (code == SignalErrorCode.Internal)
            {
                LogFailed(error, method);
            }
            else
            {
                LogRefused(method, code, message);
            }

            throw HubErrors.Create(code, message);
        }
    }

    /// <inheritdoc/>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            var (code, message) = HubErrors.Explain(error);
            LogRefused("connect", code, message);
            throw HubErrors.Create(code, message);
        }
    }

    private static void Admit(HubCallerContext connection, Activity? activity)
    {
        if (!Sessions.BudgetOf(connection).TryTake())
        {
            throw new SignalException(SignalErrorCode.RateLimited, "Too many requests.");
        }

        if (Sessions.FindPeer(connection) is { } peer)
        {
            activity?.SetTag("signal.room", peer.Room.Id).SetTag("signal.peer", peer.Id);
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "Request {Method} failed.")]
    private partial void LogFailed(Exception error, string method);

    [LoggerMessage(1102, LogLevel.Debug, "Request {Method} was refused with {Code}: {Reason}")]
    private partial void LogRefused(string method, SignalErrorCode code, string reason);
}
