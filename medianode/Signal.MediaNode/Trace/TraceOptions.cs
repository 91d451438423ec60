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

    /// <summary>After how many transports and streams a page ends: reading their statistics is work of a worker that other rooms share.</summary>
    [Range(1, 10_000)]
    public int ObjectsPerPage { get; init; } = 500;

    /// <summary>How long a page of a trace may query the worker for statistics.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan StatisticsTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
