using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The settings of a running worker that can be changed.</summary>
public sealed record WorkerUpdateableSettings
{
    /// <summary>The log level; null: unchanged.</summary>
    public WorkerLogLevel? LogLevel { get; init; }

    /// <summary>The topics of debug messages and warnings; null: unchanged.</summary>
    public ImmutableArray<WorkerLogTag>? LogTags { get; init; }
}
