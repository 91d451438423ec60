using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Telemetry;

public sealed class ApplicationInsightsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("RequestData")]
    [InlineData("MetricData")]
    public async Task Telemetry_is_sent_to_the_endpoint_of_the_connection_string(string kind)
    {
        await using var insights = await IngestionEndpoint.StartAsync();
        await using var installation = await Installation.StartAsync(
            azurite,
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", insights.ConnectionString),
            ("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1000"));

        await installation.CreateServiceAsync();

        await insights.ReceivesAsync($"\"baseType\":\"{kind}\"");
    }
}
