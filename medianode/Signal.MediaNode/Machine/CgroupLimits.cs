using System.Globalization;

namespace Signal.MediaNode.Machine;

/// <summary>
/// Limits and usage of this process's control group: cgroup v2 (https://docs.kernel.org/admin-guide/cgroup-v2.html). In a container the
/// group is the root of the visible hierarchy; a system service has its own path.
/// </summary>
/// <param name="root">The mount point of cgroup2.</param>
/// <param name="membership">The file that names the group: proc(5), <c>/proc/self/cgroup</c>.</param>
internal sealed class CgroupLimits(string root = "/sys/fs/cgroup", string membership = "/proc/self/cgroup")
{
    private const string Unlimited = "max";
    private const string UnifiedHierarchy = "0::";
    private const double MicrosecondsPerSecond = 1_000_000;

    private readonly string _group = Find(root, membership);

    /// <summary>How many cores the group may use on average; null: no limit.</summary>
    public double? Cores => Read("cpu.max")?.Split(' ') is [var quota, var period] && quota.Trim() != Unlimited
        ? Parse(quota) / Parse(period)
        : null;

    /// <summary>The CPU time used by the group; null: unknown.</summary>
    public TimeSpan? CpuTime => Stat("cpu.stat", "usage_usec") is { } used ? TimeSpan.FromSeconds(used / MicrosecondsPerSecond) : null;

    /// <summary>The memory limit of the group in bytes; null: no limit.</summary>
    public double? MemoryLimit => Read("memory.max")?.Trim() is { } limit and not Unlimited ? Parse(limit) : null;

    /// <summary>The memory used by the group that cannot be reclaimed, in bytes; null: unknown.</summary>
    public double? MemoryUsed => Read("memory.current") is { } current ? Parse(current) - (Stat("memory.stat", "inactive_file") ?? 0) : null;

    private static string Find(string root, string membership)
    {
        var path = File.Exists(membership)
            ? File.ReadLines(membership).FirstOrDefault(line => line.StartsWith(UnifiedHierarchy, StringComparison.Ordinal))?[UnifiedHierarchy.Length..]
            : null;
        var own = Path.Combine(root, path?.TrimStart('/') ?? "");
        return Directory.Exists(own) ? own : root;
    }

    private static double Parse(string number) => double.Parse(number, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private double? Stat(string file, string key) =>
        Read(file)?.Split('\n').Select(line => line.Split(' ')).FirstOrDefault(fields => fields[0] == key) is [_, var value] ? Parse(value) : null;

    private string? Read(string file)
    {
        var path = Path.Combine(_group, file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
