using System.Globalization;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Wire;
using Signal.Testing;

namespace Signal.MediaNode.Bench.Servers;

/// <summary>A server under measurement, in a separate process.</summary>
internal abstract class Server(string name, IWire wire) : IAsyncDisposable
{
    // The kernel's USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>The server's name in the table.</summary>
    public string Name => name;

    public IWire Wire { get; } = wire;

    public Script Script { get; } = new(wire);

    /// <summary>The server's process.</summary>
    protected abstract ChildProcess Process { get; }

    /// <summary>CPU time of the process so far; its worker's is not in it.</summary>
    public TimeSpan Cpu
    {
        get
        {
            var text = File.ReadAllText($"/proc/{Process.Id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    /// <summary>Resident memory of the process, bytes.</summary>
    public long Memory
    {
        get
        {
            var line = File.ReadLines($"/proc/{Process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The URL with which a new peer joins a room; created before the measurement.</summary>
    public abstract Uri Ticket(string room);

    /// <summary>Makes the server send an event to all peers in the room.</summary>
    public abstract Task SendToRoomAsync(string room, string text);

    /// <summary>Counts of the runtime so far; null when the server has none.</summary>
    public virtual Task<RuntimeCounts?> CountsAsync() => Task.FromResult<RuntimeCounts?>(null);

    public abstract ValueTask DisposeAsync();
}
