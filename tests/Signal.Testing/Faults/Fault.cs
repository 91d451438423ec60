namespace Signal.Testing.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to the bytes that pass. The default passes them on at once.</summary>
public sealed record Fault
{
    /// <summary>No fault.</summary>
    public static Fault None { get; } = new();

    /// <summary>Connections open and bytes are accepted, but nothing arrives until the fault is replaced: a network that drops packets.</summary>
    public static Fault BlackHole { get; } = new() { Holds = true };

    /// <summary>How long after its arrival each piece is passed on, in each direction.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The most bytes a second, for each direction of each connection; null: no limit.</summary>
    public int? BytesPerSecond { get; init; }

    internal bool Holds { get; private init; }

    /// <summary>Passes bytes on after a delay.</summary>
    public static Fault Delayed(TimeSpan delay) => new() { Delay = delay };

    /// <summary>Passes a limited number of bytes a second.</summary>
    public static Fault Throttled(int bytesPerSecond) => new() { BytesPerSecond = bytesPerSecond };
}
