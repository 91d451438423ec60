using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// Wraps every request: rate limit, trace, metrics, and the only place where an exception becomes a hub error. A user can cause one log
/// entry per minute, whatever the outcome of the requests.
/// </summary>
internal sealed partial class RequestFilter(NodeMetrics metrics, TimeProvider time, ILogger<RequestFilter> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = context.HubMethodName;
        var peer = Sessions.FindPeer(context.Context);
        if (peer?.Budget.Requests.TryTake() == false)
        {
            metrics.RequestDone(method, TimeSpan.Zero, SignalErrorCode.RateLimited);
            throw Refuse(peer, method, new SignalException(SignalErrorCode.RateLimited, "Too many requests."), null);
        }

        using var activity = Start(method, peer);
        var started = time.GetTimestamp();
        try
        {
            var answer = await next(context);
            metrics.RequestDone(method, time.GetElapsedTime(started), null);
            return answer;
        }
        catch (Exception error)
        {
            metrics.RequestDone(method, time.GetElapsedTime(started), HubErrors.Explain(error).Code);
            throw Refuse(peer, method, error, activity);
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
            throw Refuse(null, "connect", error, null);
        }
    }

    private static Activity? Start(string method, Peer? peer)
    {
        var activity = NodeActivities.Source.HasListeners() ? NodeActivities.Source.StartActivity($"hub {method}", ActivityKind.Server) : null;
        return activity?.SetTag("signal.room", peer?.Room.Id).SetTag("signal.peer", peer?.Id);
    }

    private HubException Refuse(Peer? peer, string method, Exception error, Activity? activity)
    {
        var (code, message) = HubErrors.Explain(error);
        activity?.SetStatus(ActivityStatusCode.Error, message);
        var heldBack = 0;
        if (peer?.Budget.Log.TryPass(out heldBack) != false)
        {
            if (code == SignalErrorCode.Internal)
            {
                LogFailed(error, method, peer?.Id, heldBack);
            }
            else
            {
                LogRefused(method, peer?.Id, code, message, heldBack);
            }
        }

        return HubErrors.Create(code, message);
    }

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "Request {Method} of peer {Peer} failed; {HeldBack} earlier entries suppressed")]
    private partial void LogFailed(Exception error, string method, string? peer, int heldBack);

    [LoggerMessage(
        EventIds.RequestRefused,
        LogLevel.Debug,
        "Request {Method} of peer {Peer} refused with {Code}: {Reason}; {HeldBack} earlier entries suppressed")]
    private partial void LogRefused(string method, string? peer, SignalErrorCode code, string reason, int heldBack);
}
