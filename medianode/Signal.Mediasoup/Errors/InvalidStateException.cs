namespace Signal.Mediasoup;

/// <summary>The object is closed, or its state does not allow the call.</summary>
public sealed class InvalidStateException : MediasoupException
{
    /// <summary>Creates an instance without a message.</summary>
    public InvalidStateException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What state it is in.</param>
    public InvalidStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What state it is in.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
