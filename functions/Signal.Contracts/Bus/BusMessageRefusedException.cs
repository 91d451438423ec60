namespace Signal.Contracts.Bus;

/// <summary>Messages were refused for their content. Sending them again cannot succeed; the other messages of the same call were sent.</summary>
public sealed class BusMessageRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="refused">The messages that were refused; at least one.</param>
    public BusMessageRefusedException(IReadOnlyList<BusRefusal> refused)
        : base($"{refused.Count} message(s) refused, first: {refused[0].Reason}") => Refused = refused;

    /// <summary>The messages that were refused, and why.</summary>
    public IReadOnlyList<BusRefusal> Refused { get; }
}

/// <summary>A message that was refused for its content.</summary>
/// <param name="Message">The message, the very instance that was to be sent.</param>
/// <param name="TooLarge">True when the message is larger than the broker takes; false when it is refused for anything else.</param>
/// <param name="Reason">What the broker or its client says.</param>
public sealed record BusRefusal(BusMessage Message, bool TooLarge, string Reason);
