using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>What can be changed in a running worker.</summary>
public sealed record WorkerUpdateableSettings
{
    /// <summary>How much the worker logs; null leaves it as it is.</summary>
    public WorkerLogLevel? LogLevel { get; init; }

    /// <summary>What its debug and warning lines may be about; null leaves them as they are.</summary>
    public ImmutableArray<WorkerLogTag>? LogTags { get; init; }
}
