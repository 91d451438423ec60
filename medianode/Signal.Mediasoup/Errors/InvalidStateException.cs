namespace Signal.Mediasoup;

/// <summary>Thrown when the object is closed, or its state does not allow the call.</summary>
public sealed class InvalidStateException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public InvalidStateException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public InvalidStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public InvalidStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
