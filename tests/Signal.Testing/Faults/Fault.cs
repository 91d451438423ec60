namespace Signal.Testing.Faults;

/// <summary>The effect of a <see cref="FaultProxy"/> on the bytes that pass. The default forwards them at once.</summary>
public sealed record Fault
{
    /// <summary>No fault.</summary>
    public static Fault None { get; } = new();

    /// <summary>Connections open and bytes are accepted, but nothing arrives until the fault is replaced: a network that drops packets.</summary>
    public static Fault BlackHole { get; } = new() { Holds = true };

    /// <summary>The delay between arrival and forwarding of each chunk, in each direction.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The maximum bytes per second, for each direction of each connection; null for no limit.</summary>
    public int? BytesPerSecond { get; init; }

    internal bool Holds { get; private init; }

    /// <summary>Passes bytes on after a delay.</summary>
    public static Fault Delayed(TimeSpan delay) => new() { Delay = delay };

    /// <summary>Passes a limited number of bytes a second.</summary>
    public static Fault Throttled(int bytesPerSecond) => new() { BytesPerSecond = bytesPerSecond };
}
