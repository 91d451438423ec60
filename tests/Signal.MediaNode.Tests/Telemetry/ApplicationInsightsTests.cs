using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

public sealed class ApplicationInsightsTests
{
    [Theory]
    [InlineData("RequestData")]
    [InlineData("MetricData")]
    [InlineData("MessageData")]
    public async Task Telemetry_is_sent_to_the_endpoint_of_the_connection_string(string kind)
    {
        await using var insights = await IngestionEndpoint.StartAsync();
        await using var node = await NodeProcess.StartAsync(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", insights.ConnectionString),
            ("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1000"));

        // The exporter sends a sample of the requests.
        await Eventually.TrueAsync(async () =>
        {
            await node.EpochAsync();
            return insights.HasReceived($"\"baseType\":\"{kind}\"");
        });
    }
}
