namespace Signal.Mediasoup;

/// <summary>
/// Thrown when a valid argument is not supported by mediasoup, the endpoint or the platform: an unsupported codec, no codec in common,
/// another operating system.
/// </summary>
public sealed class UnsupportedException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public UnsupportedException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public UnsupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public UnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
