using Signal.Local.Stack;

namespace Signal.Testing;

/// <summary>Unused ports of 127.0.0.1.</summary>
public static class FreePort
{
    private const int Lowest = 20000;
    private const int Highest = 32000;
    private static readonly Lock Gate = new();
    private static int _last = Lowest + (int)(Environment.ProcessId * 97L % (Highest - Lowest));

    /// <summary>A free port; no port is returned twice in this process.</summary>
    public static int Next() => Next(1);

    /// <summary>The first of <paramref name="count"/> free ports in a row, below the range that the kernel gives to outgoing connections.</summary>
    public static int Next(int count)
    {
        var inUse = LocalPorts.InUse();
        lock (Gate)
        {
            for (var tries = 0; tries < Highest - Lowest; tries++)
            {
                var first = _last + 1 + count > Highest ? Lowest : _last + 1;
                _last = first + count - 1;
                if (!Enumerable.Range(first, count).Any(inUse.Contains))
                {
                    return first;
                }
            }
        }

        throw new InvalidOperationException($"There are no {count} free ports in a row.");
    }
}
