namespace Signal.Mediasoup;

/// <summary>The object is closed, or its state does not allow the call.</summary>
public sealed class InvalidStateException : MediasoupException
{
    /// <summary>Makes one without a message.</summary>
    public InvalidStateException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What state it is in.</param>
    public InvalidStateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What state it is in.</param>
    /// <param name="innerException">Why.</param>
    public InvalidStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
