using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The resource usage of a worker process, as reported by getrusage(2).</summary>
public sealed record WorkerResourceUsage
{
    /// <summary>User CPU time, in milliseconds.</summary>
    [JsonPropertyName("ru_utime")]
    public required long UserTime { get; init; }

    /// <summary>System CPU time, in milliseconds.</summary>
    [JsonPropertyName("ru_stime")]
    public required long SystemTime { get; init; }

    /// <summary>Maximum resident set size, in kilobytes.</summary>
    [JsonPropertyName("ru_maxrss")]
    public required long MaxResidentSetSize { get; init; }

    /// <summary>Integral shared memory size.</summary>
    [JsonPropertyName("ru_ixrss")]
    public required long SharedMemorySize { get; init; }

    /// <summary>Integral unshared data size.</summary>
    [JsonPropertyName("ru_idrss")]
    public required long UnsharedDataSize { get; init; }

    /// <summary>Integral unshared stack size.</summary>
    [JsonPropertyName("ru_isrss")]
    public required long UnsharedStackSize { get; init; }

    /// <summary>Page reclaims (soft page faults).</summary>
    [JsonPropertyName("ru_minflt")]
    public required long MinorPageFaults { get; init; }

    /// <summary>Page faults (hard page faults).</summary>
    [JsonPropertyName("ru_majflt")]
    public required long MajorPageFaults { get; init; }

    /// <summary>Swaps.</summary>
    [JsonPropertyName("ru_nswap")]
    public required long Swaps { get; init; }

    /// <summary>Block input operations.</summary>
    [JsonPropertyName("ru_inblock")]
    public required long BlockInputs { get; init; }

    /// <summary>Block output operations.</summary>
    [JsonPropertyName("ru_oublock")]
    public required long BlockOutputs { get; init; }

    /// <summary>IPC messages sent.</summary>
    [JsonPropertyName("ru_msgsnd")]
    public required long MessagesSent { get; init; }

    /// <summary>IPC messages received.</summary>
    [JsonPropertyName("ru_msgrcv")]
    public required long MessagesReceived { get; init; }

    /// <summary>Signals received.</summary>
    [JsonPropertyName("ru_nsignals")]
    public required long Signals { get; init; }

    /// <summary>Voluntary context switches.</summary>
    [JsonPropertyName("ru_nvcsw")]
    public required long VoluntaryContextSwitches { get; init; }

    /// <summary>Involuntary context switches.</summary>
    [JsonPropertyName("ru_nivcsw")]
    public required long InvoluntaryContextSwitches { get; init; }
}
