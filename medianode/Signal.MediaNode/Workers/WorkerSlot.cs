using Signal.Contracts.Messages;
using Signal.MediaNode.Machine;
using Signal.MediaNode.Telemetry;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>A running worker, its WebRTC server, and its object counts.</summary>
internal sealed class WorkerSlot(int index, Worker worker, WebRtcServer server, TimeProvider time)
{
    private const double ObjectsPerTenthOfCore = 50;

    // The weight assumed for a room until its peers have joined and are counted themselves.
    private const double NewRoomWeight = 10;
    private static readonly TimeSpan NewRoomTime = TimeSpan.FromSeconds(10);

    private readonly RecentCount _assigned = new(time, NewRoomTime);
    private TimeSpan _cpuTime = ProcessUsage.CpuTimeOf(worker.Pid) ?? TimeSpan.Zero;
    private long _measuredAt = time.GetTimestamp();
    private double _cpu;

    /// <summary>The index among the node's workers; a replacement has the same index.</summary>
    public int Index => index;

    public Worker Worker => worker;

    public WebRtcServer Server => server;

    public LiveCount Routers { get; } = new();

    public LiveCount Transports { get; } = new();

    public LiveCount Producers { get; } = new();

    public LiveCount Consumers { get; } = new();

    public LiveCount DataProducers { get; } = new();

    public LiveCount DataConsumers { get; } = new();

    /// <summary>The streams that are piped to this worker from other workers of this node.</summary>
    public LiveCount LocalPipes { get; } = new();

    /// <summary>The streams that are piped to this worker from other nodes.</summary>
    public LiveCount NodePipes { get; } = new();

    /// <summary>The CPU time and memory of the worker; null when it has exited.</summary>
    public ProcessUsage? Usage => worker.Closed ? null : ProcessUsage.Of(worker.Pid);

    /// <summary>Creates the worker's entry in the node's report. Its CPU share covers the time since the previous call.</summary>
    public WorkerReport Report() => new()
    {
        Pid = worker.Pid,
        Cpu = MeasureCpu(),
        Version = MediasoupServer.Version,
        Routers = Routers.Value,
        Transports = Transports.Value,
        Producers = Producers.Value,
        Consumers = Consumers.Value,
    };

    /// <summary>
    /// The load used to choose the least loaded worker: objects count immediately, recently assigned rooms with their assumed weight, CPU
    /// usage as last measured, in steps of a tenth of a core so that small differences do not outweigh recent assignments.
    /// </summary>
    public double Weight =>
        Consumers.Value + Producers.Value + (Transports.Value * 0.5) + Routers.Value + (_assigned.Value * NewRoomWeight)
        + (Math.Floor(Cpu * 10) * ObjectsPerTenthOfCore);

    /// <summary>The worker's CPU usage as last measured; 1 is a whole core.</summary>
    public double Cpu => Volatile.Read(ref _cpu);

    /// <summary>Counts a room that was assigned to this worker.</summary>
    public void Assign() => _assigned.AddIf(true);

    private double MeasureCpu()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_measuredAt, now);
        if (elapsed <= TimeSpan.Zero || worker.Closed)
        {
            return _cpu;
        }

        if (ProcessUsage.CpuTimeOf(worker.Pid) is { } used)
        {
            Volatile.Write(ref _cpu, Math.Round(Math.Max(0, (used - _cpuTime) / elapsed), 4));
            (_cpuTime, _measuredAt) = (used, now);
        }

        return _cpu;
    }
}
