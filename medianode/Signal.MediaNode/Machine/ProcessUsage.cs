using System.Diagnostics;

namespace Signal.MediaNode.Machine;

/// <summary>The resource usage of another process.</summary>
/// <param name="CpuTime">The CPU time that it has used.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
internal readonly record struct ProcessUsage(TimeSpan CpuTime, long ResidentBytes)
{
    /// <summary>Reads the usage; null when the process does not exist.</summary>
    public static ProcessUsage? Of(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new ProcessUsage(process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
