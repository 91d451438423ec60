using System.Diagnostics;

namespace Signal.MediaNode.Machine;

/// <summary>The resource usage of another process.</summary>
/// <param name="CpuTime">The CPU time that it has used.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
internal readonly record struct ProcessUsage(TimeSpan CpuTime, long ResidentBytes)
{
    /// <summary>Reads the usage; null when the process does not exist.</summary>
    public static ProcessUsage? Of(int pid) => Read(pid, process => new ProcessUsage(process.TotalProcessorTime, process.WorkingSet64));

    /// <summary>Reads the CPU time alone: for the memory, the runtime reads the state of each thread too. Null when the process does not exist.</summary>
    public static TimeSpan? CpuTimeOf(int pid) => Read(pid, process => process.TotalProcessorTime);

    private static T? Read<T>(int pid, Func<Process, T> read)
        where T : struct
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return read(process);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
