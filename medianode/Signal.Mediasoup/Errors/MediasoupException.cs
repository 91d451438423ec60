namespace Signal.Mediasoup;

/// <summary>The base of all errors of this library that are not about an argument.</summary>
public class MediasoupException : Exception
{
    /// <summary>Creates an instance without a message.</summary>
    public MediasoupException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What went wrong.</param>
    public MediasoupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public MediasoupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
