using System.Globalization;

namespace Signal.MediaNode.Machine;

/// <summary>
/// The share of the available memory in use: of the control group's limit if there is one, otherwise of the machine's memory.
/// </summary>
internal sealed class MachineMemory(CgroupLimits cgroup)
{
    private const string Source = "/proc/meminfo";

    /// <summary>Measures the share, 0 to 1; null where the system does not report it.</summary>
    public double? Measure()
    {
        var share = cgroup is { MemoryLimit: { } limit, MemoryUsed: { } used } ? used / limit : OfMachine();
        return share is { } known ? Math.Round(Math.Clamp(known, 0, 1), 4) : null;
    }

    private static double? OfMachine()
    {
        if (!File.Exists(Source))
        {
            return null;
        }

        // Both values are among the first lines.
        double? total = null, available = null;
        foreach (var line in File.ReadLines(Source))
        {
            total ??= Kilobytes(line, "MemTotal:");
            available ??= Kilobytes(line, "MemAvailable:");
            if (total is not null && available is not null)
            {
                break;
            }
        }

        return 1 - (available / total);
    }

    private static double? Kilobytes(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
            ? double.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : null;
}
