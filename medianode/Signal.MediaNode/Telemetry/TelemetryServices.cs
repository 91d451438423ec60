using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Signal.Bus;

namespace Signal.MediaNode.Telemetry;

/// <summary>Registers traces and metrics. They go to OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where; <c>/metrics</c> is always there.</summary>
internal static class TelemetryServices
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NodeMetrics>();
        builder.Services.AddSingleton<NodeGauges>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("signal-medianode", serviceInstanceId: builder.Configuration["Node:Id"]))
            .WithMetrics(metrics => metrics
                .AddMeter(NodeMetrics.MeterName, "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            // Without an exporter nothing listens, so no span is made.
            telemetry
                .WithTracing(tracing => tracing
                    .AddSource(NodeActivities.Source.Name, BusActivity.SourceName, "Signal.Mediasoup")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddOtlpExporter())
                .WithMetrics(metrics => metrics.AddOtlpExporter());
        }
    }
}
