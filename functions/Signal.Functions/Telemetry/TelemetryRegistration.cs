using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Signal.Bus;

namespace Signal.Functions.Telemetry;

internal static class TelemetryRegistration
{
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // https://learn.microsoft.com/azure/azure-monitor/app/connection-strings
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Exports traces and metrics by OTLP when the standard environment variable sets an endpoint, and with logs to Application Insights
    /// when its connection string is set; disabled otherwise.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var toCollector = !string.IsNullOrEmpty(configuration[Endpoint]);
        var toInsights = !string.IsNullOrEmpty(configuration[ConnectionString]);
        if (!toCollector && !toInsights)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("signal-functions"))
            .WithTracing(tracing => tracing
                .AddSource(SignalTelemetry.Name, BusActivity.SourceName, "Microsoft.Azure.Functions.Worker")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(SignalTelemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation());
        if (toCollector)
        {
            telemetry.UseOtlpExporter();
        }

        if (toInsights)
        {
            telemetry.UseAzureMonitorExporter(options => options.ConnectionString = configuration[ConnectionString]);
        }

        return services;
    }
}
