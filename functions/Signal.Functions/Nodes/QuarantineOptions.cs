using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nodes;

/// <summary>The quarantine of faulty nodes: they get no new rooms while another node can accept them.</summary>
[Settings("Quarantine")]
public sealed record QuarantineOptions
{
    /// <summary>The usage from which the disk of a node is full, relative to its size; above 1: never.</summary>
    [Range(0.01, 2)]
    public double DiskFull { get; init; } = 0.95;

    /// <summary>The usage from which the memory of a node is full, relative to the available memory; above 1: never.</summary>
    [Range(0.01, 2)]
    public double MemoryFull { get; init; } = 0.95;

    /// <summary>
    /// The maximum difference between the clock of a node and those of both the bus and the control plane, in two successive reports.
    /// </summary>
    [DurationRange("1s", "1d")]
    public TimeSpan MaxClockOffset { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The maximum share of users whose ICE may fail, and whose DTLS may fail, also without the users of any one service; 1: any.
    /// </summary>
    [Range(0, 1)]
    public double MaxFailureShare { get; init; } = 0.1;

    /// <summary>The minimum number of users in five minutes from which the shares of failures count.</summary>
    [Range(1, int.MaxValue)]
    public int MinConnections { get; init; } = 30;

    /// <summary>
    /// The number of times within <see cref="FlapWindow"/> that a node may restart, or report again after a gap of <c>Nodes__ReportMaxAge</c>.
    /// </summary>
    [Range(1, 20)]
    public int MaxReturns { get; init; } = 3;

    /// <summary>The time in which restarts and gaps are counted.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the fault must be absent before the quarantine ends.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan EndAfter { get; init; } = TimeSpan.FromMinutes(2);
}
