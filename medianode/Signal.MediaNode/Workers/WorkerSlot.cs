using System.Diagnostics;
using Signal.Contracts.Messages;
using Signal.MediaNode.Telemetry;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>One running worker, its WebRTC server, and what lives in it.</summary>
internal sealed class WorkerSlot(int index, Worker worker, WebRtcServer server, TimeProvider time)
{
    private const double ObjectsPerTenthOfCore = 50;

    // What a room is taken to weigh until its peers have come and are counted themselves.
    private const double NewRoomWeight = 10;
    private static readonly TimeSpan NewRoomTime = TimeSpan.FromSeconds(10);

    private readonly RecentCount _assigned = new(time, NewRoomTime);
    private TimeSpan _cpuTime = CpuTimeOf(worker.Pid) ?? TimeSpan.Zero;
    private long _measuredAt = time.GetTimestamp();
    private double _cpu;

    /// <summary>The place among the node's workers; a replacement takes the same.</summary>
    public int Index => index;

    public Worker Worker => worker;

    public WebRtcServer Server => server;

    public LiveCount Routers { get; } = new();

    public LiveCount Transports { get; } = new();

    public LiveCount Producers { get; } = new();

    public LiveCount Consumers { get; } = new();

    public LiveCount DataProducers { get; } = new();

    public LiveCount DataConsumers { get; } = new();

    /// <summary>What the node's report says of the worker. Its CPU share is that since the last time somebody asked.</summary>
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
    /// How busy it is, to choose the least busy one: objects weigh at once, rooms assigned in the last seconds as they will, CPU as it was
    /// last measured, in steps of a tenth of a core so that small differences do not outweigh what has just been put there.
    /// </summary>
    public double Weight =>
        Consumers.Value + Producers.Value + (Transports.Value * 0.5) + Routers.Value + (_assigned.Value * NewRoomWeight)
        + (Math.Floor(Volatile.Read(ref _cpu) * 10) * ObjectsPerTenthOfCore);

    /// <summary>A room is on its way here.</summary>
    public void Assign() => _assigned.AddIf(true);

    private double MeasureCpu()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_measuredAt, now);
        if (elapsed <= TimeSpan.Zero || worker.Closed)
        {
            return _cpu;
        }

        if (CpuTimeOf(worker.Pid) is { } used)
        {
            Volatile.Write(ref _cpu, Math.Round(Math.Max(0, (used - _cpuTime) / elapsed), 4));
            (_cpuTime, _measuredAt) = (used, now);
        }

        return _cpu;
    }

    private static TimeSpan? CpuTimeOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
