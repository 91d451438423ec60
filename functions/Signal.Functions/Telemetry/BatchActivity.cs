using System.Diagnostics;
using System.Text.Json;

namespace Signal.Functions.Telemetry;

/// <summary>
/// The span of a batch of messages. Each message may belong to a trace of its own, so that the span has links instead of a parent
/// (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/).
/// </summary>
internal static class BatchActivity
{
    private static readonly string[] TraceProperties = ["traceparent", "Diagnostic-Id"];

    /// <summary>Starts the span; null when nobody records it.</summary>
    /// <param name="name">The function.</param>
    /// <param name="count">How many messages there are.</param>
    /// <param name="properties">The messages' application properties; null: the host gave none.</param>
    public static Activity? Start(string name, int count, JsonElement[]? properties) =>
        SignalTelemetry.Source.StartActivity(ActivityKind.Consumer, links: Links(properties ?? []), name: name)
            ?.SetTag("messaging.batch.message_count", count);

    private static IEnumerable<ActivityLink> Links(JsonElement[] properties)
    {
        foreach (var message in properties.Where(message => message.ValueKind == JsonValueKind.Object))
        {
            foreach (var name in TraceProperties)
            {
                if (message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    && ActivityContext.TryParse(value.GetString(), null, out var context))
                {
                    yield return new ActivityLink(context);
                    break;
                }
            }
        }
    }
}
