namespace Signal.Mediasoup;

/// <summary>The volume of a producer.</summary>
public sealed record AudioLevelObserverVolume
{
    /// <summary>The producer.</summary>
    public required Producer Producer { get; init; }

    /// <summary>Its average volume in the last interval, in dBvo from -127 to 0.</summary>
    public required sbyte Volume { get; init; }
}
