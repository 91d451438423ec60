namespace Signal.Mediasoup;

/// <summary>Log levels and tags as the worker calls them.</summary>
internal static class WorkerLogNames
{
    public static string Of(WorkerLogLevel level) =>
        Enum.IsDefined(level) ? level.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(level), level, null);

    public static string Of(WorkerLogTag tag) =>
        Enum.IsDefined(tag) ? tag.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(tag), tag, null);
}
