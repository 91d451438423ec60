using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Signal.Functions.Telemetry;

/// <summary>The names of the control plane's traces and metrics.</summary>
public static class SignalTelemetry
{
    /// <summary>The name of <see cref="Source"/> and of <see cref="Meter"/>.</summary>
    public const string Name = "Signal.Functions";

    /// <summary>Traces.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Metrics.</summary>
    public static Meter Meter { get; } = new(Name);
}
