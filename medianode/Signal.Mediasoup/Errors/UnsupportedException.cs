namespace Signal.Mediasoup;

/// <summary>
/// Valid, but not supported by mediasoup or by the endpoint: an unsupported codec, no codec in common, another operating system.
/// </summary>
public sealed class UnsupportedException : MediasoupException
{
    /// <summary>Creates an instance without a message.</summary>
    public UnsupportedException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What is not supported.</param>
    public UnsupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What is not supported.</param>
    /// <param name="innerException">The cause.</param>
    public UnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
