using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Signal.Bus;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Telemetry;

/// <summary>
/// Registers traces and metrics. They are exported over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and with logs to Application
/// Insights when <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set; <c>/metrics</c> is always available.
/// </summary>
internal static class TelemetryRegistration
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    // The memory for all series of an instrument is reserved when it is created: with the default of 2,000, 16 MB for the instruments of a
    // node. The one with the most, the duration of hub requests by method and error code, has about a hundred in practice.
    private static readonly MetricStreamConfiguration Limited = new() { CardinalityLimit = 500 };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddMeasurements();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("signal-medianode", serviceInstanceId: builder.Configuration["Node:Id"]))
            .WithMetrics(metrics => metrics
                .AddMeter(NodeMetrics.MeterName, "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections")
                .AddRuntimeInstrumentation()
                .AddView(_ => Limited)
                .AddPrometheusExporter());
        var toCollector = !string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]);
        var toInsights = !string.IsNullOrWhiteSpace(builder.Configuration[ConnectionString]);
        if (toCollector || toInsights)
        {
            // Without an exporter there is no listener, so no activity is created.
            telemetry.WithTracing(tracing => tracing
                .AddSource(NodeActivities.Source.Name, BusActivity.SourceName, "Signal.Mediasoup")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation());
        }

        if (toCollector)
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
        }

        if (toInsights)
        {
            telemetry.UseAzureMonitorExporter(options => options.ConnectionString = builder.Configuration[ConnectionString]);
        }
    }

    /// <summary>Registers what measures, without what exports the measurements.</summary>
    public static void AddMeasurements(this IServiceCollection services)
    {
        services.AddSettings<TelemetryOptions>();
        services.AddSingleton(CreateMetrics);
        services.AddSingleton<RtpMetrics>();
        services.AddSingleton<FirstMedia>();
        services.AddSingleton<StreamSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamSampler>());
    }

    // A provider must listen before counters start at zero.
    private static NodeMetrics CreateMetrics(IServiceProvider services)
    {
        services.GetService<MeterProvider>();
        return ActivatorUtilities.CreateInstance<NodeMetrics>(services);
    }
}
