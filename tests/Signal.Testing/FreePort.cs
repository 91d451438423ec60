using Signal.Local.Stack;

namespace Signal.Testing;

/// <summary>Unused ports of 127.0.0.1.</summary>
public static class FreePort
{
    private static readonly Lock Gate = new();
    private static readonly PortBlocks Blocks = new();
    private static readonly List<int> Own = [];
    private static int _block = -1;
    private static int _next = PortBlocks.Size;

    /// <summary>A free port, which no other test process is given.</summary>
    public static int Next() => Next(1);

    /// <summary>
    /// The first of <paramref name="count"/> free ports in a row, below the range that the kernel gives to outgoing connections. A port is returned again
    /// only when no block of ports is left on the machine.
    /// </summary>
    public static int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, PortBlocks.Size);
        var inUse = LocalPorts.InUse();
        lock (Gate)
        {
            for (var tries = 0; tries < PortBlocks.Size * (Own.Count + 1); tries++)
            {
                if (_next + count > PortBlocks.Size)
                {
                    EnterNextBlock();
                }

                var first = Own[_block] + _next;
                _next += count;
                if (!Enumerable.Range(first, count).Any(inUse.Contains))
                {
                    return first;
                }
            }
        }

        throw new InvalidOperationException($"There are no {count} free ports in a row.");
    }

    private static void EnterNextBlock()
    {
        if (Blocks.Take() is { } taken)
        {
            Own.Add(taken);
            _block = Own.Count - 1;
        }
        else if (Own.Count == 0)
        {
            throw new InvalidOperationException("All blocks of ports belong to other test processes; end some of them.");
        }
        else
        {
            _block = (_block + 1) % Own.Count;
        }

        _next = 0;
    }
}
