using System.Diagnostics;

namespace Signal.Bus;

/// <summary>
/// Spans of the bus. Names and tags follow the OpenTelemetry semantic conventions for messaging
/// (https://opentelemetry.io/docs/specs/semconv/messaging/).
/// </summary>
public static class BusActivity
{
    /// <summary>The name of the activity source, for <c>AddSource</c>.</summary>
    public const string SourceName = "Signal.Bus";

    /// <summary>The application property that carries the W3C trace context.</summary>
    internal const string TraceParentProperty = "traceparent";

    /// <summary>The application property in which the Azure SDK carries the same value.</summary>
    internal const string DiagnosticIdProperty = "Diagnostic-Id";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartSend(string queue, int count) =>
        Tag(Source.StartActivity($"send {queue}", ActivityKind.Producer), queue, "send")?.SetTag("messaging.batch.message_count", count);

    internal static Activity? StartProcess(string queue, string? traceParent) =>
        Tag(Source.StartActivity($"process {queue}", ActivityKind.Consumer, traceParent), queue, "process");

    /// <summary>The W3C trace context of the current activity; null when there is none.</summary>
    internal static string? CurrentTraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    private static Activity? Tag(Activity? activity, string queue, string operation) => activity?
        .SetTag("messaging.system", "servicebus")
        .SetTag("messaging.destination.name", queue)
        .SetTag("messaging.operation.type", operation);
}
