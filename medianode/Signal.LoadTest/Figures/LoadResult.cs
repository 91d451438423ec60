using System.Runtime.InteropServices;
using Signal.LoadTest.Runs;

namespace Signal.LoadTest.Figures;

/// <summary>The figures of a run. Durations are in milliseconds where a name does not say otherwise.</summary>
public sealed record LoadResult
{
    /// <summary>When the first join started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The time from the first join to the end of the load, in seconds; the removal of the rooms is not in it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the run was stopped before its duration had elapsed.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The options of the run.</summary>
    public required LoadOptions Options { get; init; }

    /// <summary>The arrivals: the first join of each peer.</summary>
    public required ArrivalFigures Arrivals { get; init; }

    /// <summary>From the room token to the confirmed join and publications, over all joins; null without one.</summary>
    public required LatencySummary? Join { get; init; }

    /// <summary>From the room token to the first stream that the node offers, of peers that entered a room with publishers.</summary>
    public required LatencySummary? FirstConsumer { get; init; }

    /// <summary>The time to mint a room token.</summary>
    public required LatencySummary? Token { get; init; }

    /// <summary>The time of a mute or unmute request.</summary>
    public required LatencySummary? Message { get; init; }

    /// <summary>From the loss of a connection to the resumed session.</summary>
    public required LatencySummary? Resume { get; init; }

    /// <summary>The media of the peers that send and receive RTP; null: there were none.</summary>
    public required MediaFigures? Media { get; init; }

    /// <summary>Peers that left and joined again (<c>churn</c>).</summary>
    public required int Churned { get; init; }

    /// <summary>The lost connections and what became of their peers.</summary>
    public required LossFigures Losses { get; init; }

    /// <summary>Errors by kind, most frequent first.</summary>
    public required IReadOnlyList<ErrorFigure> Errors { get; init; }

    /// <summary>The load of the nodes during the run; null when the service may not see nodes.</summary>
    public required IReadOnlyList<NodeFigures>? Nodes { get; init; }

    /// <summary>The ids of rooms that could not be deleted in time. The control plane deletes them when they time out.</summary>
    public required IReadOnlyList<string> RoomsLeft { get; init; }

    /// <summary>The machine of the load tester.</summary>
    public MachineFigures Machine { get; init; } = MachineFigures.OfThisMachine();
}

/// <summary>The first join of each peer.</summary>
/// <param name="Planned">The number of peers.</param>
/// <param name="Started">How many began to join before the end of the run.</param>
/// <param name="Succeeded">How many joined.</param>
/// <param name="PerSecond">Successful joins per second, from the start of the first to the end of the last one.</param>
/// <param name="MostPeers">The largest number of peers that were joined at the same time.</param>
public sealed record ArrivalFigures(int Planned, int Started, int Succeeded, double PerSecond, int MostPeers);

/// <summary>Lost connections.</summary>
/// <param name="Cut">Connections that the load tester cut.</param>
/// <param name="Lost">Connections that were lost for another reason.</param>
/// <param name="Resumed">Peers that resumed their session.</param>
/// <param name="Rejoined">Peers that could not resume and joined again.</param>
/// <param name="GaveUp">Peers that could not come back.</param>
public sealed record LossFigures(int Cut, int Lost, int Resumed, int Rejoined, int GaveUp);

/// <summary>The load of a node during the run, sampled from its reports. Shares are from 0 to 1.</summary>
/// <param name="Id">The node id.</param>
/// <param name="CpuMean">The mean CPU use, relative to the cores available to the node.</param>
/// <param name="CpuMax">The highest CPU use.</param>
/// <param name="MemoryMax">The highest memory use, relative to the memory available to the node; null when unknown.</param>
/// <param name="PeersMax">The largest number of peers, including those of others.</param>
public sealed record NodeFigures(string Id, double CpuMean, double CpuMax, double? MemoryMax, int PeersMax);

/// <summary>The machine of the load tester.</summary>
/// <param name="OperatingSystem">The name and version of the operating system.</param>
/// <param name="Cores">The number of logical processors.</param>
/// <param name="MemoryBytes">The memory available to the process.</param>
/// <param name="Runtime">The version of .NET.</param>
public sealed record MachineFigures(string OperatingSystem, int Cores, long MemoryBytes, string Runtime)
{
    internal static MachineFigures OfThisMachine() => new(
        RuntimeInformation.OSDescription, Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, RuntimeInformation.FrameworkDescription);
}
