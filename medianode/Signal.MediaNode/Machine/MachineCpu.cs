using System.Globalization;

namespace Signal.MediaNode.Machine;

/// <summary>
/// The share of the cores available to the node that was in use since the last measurement: under a CPU quota, what its control group used
/// of the quota; otherwise what the machine used of all cores, from <c>/proc/stat</c> (proc(5)). Every reader needs its own instance.
/// </summary>
internal sealed class MachineCpu(CgroupLimits cgroup, TimeProvider time)
{
    private const string Source = "/proc/stat";
    private const int IdleColumn = 3;
    private const int IoWaitColumn = 4;
    private const int GuestColumn = 8;

    private (long Idle, long Total) _ticks = ReadTicks();
    private TimeSpan _used = cgroup.CpuTime ?? TimeSpan.Zero;
    private long _measuredAt = time.GetTimestamp();

    /// <summary>Measures the share, 0 to 1; 0 where the system provides neither value. Not thread-safe.</summary>
    public double Measure()
    {
        var share = cgroup is { Cores: { } cores, CpuTime: { } used } ? OfQuota(used, cores) : OfMachine();
        return Math.Round(Math.Clamp(share, 0, 1), 4);
    }

    private double OfQuota(TimeSpan used, double cores)
    {
        var now = time.GetTimestamp();
        var (spent, elapsed) = (used - _used, time.GetElapsedTime(_measuredAt, now));
        (_used, _measuredAt) = (used, now);
        return elapsed <= TimeSpan.Zero ? 0 : spent / (elapsed * cores);
    }

    private double OfMachine()
    {
        var now = ReadTicks();
        var (idle, total) = (now.Idle - _ticks.Idle, now.Total - _ticks.Total);
        _ticks = now;
        return total <= 0 ? 0 : 1 - ((double)idle / total);
    }

    private static (long Idle, long Total) ReadTicks()
    {
        if (!File.Exists(Source))
        {
            return default;
        }

        // Guest time is included in user time, so it is not added.
        var ticks = File.ReadLines(Source).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Take(GuestColumn).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[IdleColumn] + ticks[IoWaitColumn], ticks.Sum());
    }
}
