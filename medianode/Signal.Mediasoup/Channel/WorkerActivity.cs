using System.Diagnostics;
using FBS.Request;

namespace Signal.Mediasoup.Channel;

/// <summary>A span for each request to a worker, below whatever span its caller is in.</summary>
internal static class WorkerActivity
{
    private static readonly ActivitySource Source = new("Signal.Mediasoup");

    /// <summary>Starts a span without making it the caller's current one: the caller may have several requests under way.</summary>
    public static Activity? Start(Method method, string? handlerId)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var current = Activity.Current;
        var activity = Source.StartActivity($"worker {method}", ActivityKind.Client)?.SetTag("mediasoup.handler", handlerId);
        Activity.Current = current;
        return activity;
    }
}
