using System.Globalization;

namespace Signal.MediaNode.Machine;

/// <summary>The share of the memory available to the node that is in use: of its control group's limit if there is one, else of the machine's.</summary>
internal sealed class MachineMemory(CgroupLimits cgroup)
{
    private const string Source = "/proc/meminfo";

    /// <summary>0 to 1; null where the system does not tell.</summary>
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

        var fields = File.ReadLines(Source).Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries)).ToList();
        double? Kilobytes(string name) =>
            fields.Find(field => field[0] == name) is [_, var number, ..] ? double.Parse(number, CultureInfo.InvariantCulture) : null;
        return 1 - (Kilobytes("MemAvailable") / Kilobytes("MemTotal"));
    }
}
