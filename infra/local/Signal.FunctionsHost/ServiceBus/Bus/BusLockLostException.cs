namespace Signal.Bus;

/// <summary>The lock on a message or a session has expired or gone to another receiver: what was settled under it does not count.</summary>
public sealed class BusLockLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BusLockLostException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
