using System.Diagnostics;
using FBS.Request;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// The span of a request to a worker, a child of the caller's current span. The activity is created when the request ends: starting it with
/// the request would make it the caller's current activity, and the caller may have several requests in progress.
/// </summary>
internal sealed class RequestSpan
{
    private static readonly ActivitySource Source = new("Signal.Mediasoup");

    private readonly ActivityContext _parent = Activity.Current?.Context ?? default;
    // The clock that activities end with.
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private readonly Method _method;
    private readonly string? _handlerId;

    private RequestSpan(Method method, string? handlerId)
    {
        _method = method;
        _handlerId = handlerId;
    }

    /// <summary>Starts a span; null without a listener.</summary>
    public static RequestSpan? Start(Method method, string? handlerId) => Source.HasListeners() ? new RequestSpan(method, handlerId) : null;

    /// <summary>Ends the span, with the error of the request, if any.</summary>
    public void End(Exception? error)
    {
        using var activity = Source.StartActivity($"worker {_method}", ActivityKind.Client, _parent, startTime: _start);
        activity?.SetTag("mediasoup.handler", _handlerId);
        if (error is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        }
    }
}
