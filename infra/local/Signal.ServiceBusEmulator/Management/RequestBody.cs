using Amqp.Types;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Reads fields of request bodies.</summary>
internal static class RequestBody
{
    /// <summary>Reads an array or list; clients use either.</summary>
    public static IReadOnlyList<T> ReadMany<T>(this Map body, string key) => body[key] switch
    {
        T[] array => array,
        System.Collections.IEnumerable list => [.. list.Cast<T>()],
        _ => throw new KeyNotFoundException($"'{key}' is missing"),
    };

    public static string ReadSessionId(this Map body) => body["session-id"] as string ?? throw new KeyNotFoundException("'session-id' is missing");

    public static int ReadCount(this Map body, string key) => body[key] is int count ? count : throw new KeyNotFoundException($"'{key}' is missing");
}
