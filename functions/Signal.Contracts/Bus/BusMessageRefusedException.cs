namespace Signal.Contracts.Bus;

/// <summary>
/// Messages were rejected because of their content. Retrying cannot succeed; the other messages of the same call were sent.
/// </summary>
public sealed class BusMessageRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="refused">The rejected messages; at least one.</param>
    public BusMessageRefusedException(IReadOnlyList<BusRefusal> refused)
        : base($"{refused.Count} message(s) refused, first: {refused[0].Reason}") => Refused = refused;

    /// <summary>The rejected messages with the reasons.</summary>
    public IReadOnlyList<BusRefusal> Refused { get; }
}

/// <summary>A message that was rejected because of its content.</summary>
/// <param name="Message">The rejected message: the instance that was passed to the send call.</param>
/// <param name="TooLarge">Whether the message exceeds the broker's size limit; false for any other reason.</param>
/// <param name="Reason">The reason that the broker or its client library gives.</param>
public sealed record BusRefusal(BusMessage Message, bool TooLarge, string Reason);
