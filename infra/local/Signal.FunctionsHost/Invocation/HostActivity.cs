using System.Diagnostics;

namespace Signal.FunctionsHost.Invocation;

/// <summary>The spans of calls that no HTTP request started. The source is named as the isolated worker's, so an app listens to one name in both hosts.</summary>
internal static class HostActivity
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <summary>Starts the span of a call, with the attributes of https://opentelemetry.io/docs/specs/semconv/faas/.</summary>
    public static Activity? Start(string function, string trigger, ActivityContext parent)
    {
        var activity = Source.StartActivity(function, ActivityKind.Consumer, parent);
        return activity?.SetTag("faas.name", function).SetTag("faas.trigger", trigger);
    }
}
