using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Trace;

/// <summary>Limits the cost of traces.</summary>
[Settings("Trace")]
internal sealed record TraceOptions
{
    /// <summary>How many traces may run at the same time.</summary>
    [Range(1, 100)]
    public int Concurrent { get; init; } = 2;

    /// <summary>How long a page of a trace may query the worker for statistics.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan StatisticsTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
