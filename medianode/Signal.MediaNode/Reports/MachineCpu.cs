using System.Globalization;

namespace Signal.MediaNode.Reports;

/// <summary>The share of all cores that the machine used since the last time somebody asked, from <c>/proc/stat</c> (proc(5)).</summary>
internal sealed class MachineCpu
{
    private const string Source = "/proc/stat";
    private const int IdleColumn = 3;
    private const int IoWaitColumn = 4;
    private const int GuestColumn = 8;

    private readonly Lock _lock = new();
    private (long Idle, long Total) _last = Read();

    /// <summary>0 to 1; 0 where there is no such file.</summary>
    public double Measure()
    {
        lock (_lock)
        {
            var now = Read();
            var (idle, total) = (now.Idle - _last.Idle, now.Total - _last.Total);
            _last = now;
            return total <= 0 ? 0 : Math.Round(Math.Clamp(1 - ((double)idle / total), 0, 1), 4);
        }
    }

    private static (long Idle, long Total) Read()
    {
        if (!File.Exists(Source))
        {
            return default;
        }

        // Guest time is contained in user time, so it is left out.
        var ticks = File.ReadLines(Source).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Take(GuestColumn).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[IdleColumn] + ticks[IoWaitColumn], ticks.Sum());
    }
}
