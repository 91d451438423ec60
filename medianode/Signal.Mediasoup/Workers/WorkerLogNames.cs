namespace Signal.Mediasoup;

/// <summary>The names of log levels and tags in the worker's settings.</summary>
internal static class WorkerLogNames
{
    public static string Of(WorkerLogLevel level) =>
        Enum.IsDefined(level) ? level.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(level), level, null);

    public static string Of(WorkerLogTag tag) =>
        Enum.IsDefined(tag) ? tag.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(tag), tag, null);
}
