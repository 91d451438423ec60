namespace Signal.Mediasoup;

/// <summary>The base class of this library's exceptions, except those about an invalid argument.</summary>
public class MediasoupException : Exception
{
    /// <summary>Creates an instance with the default message.</summary>
    public MediasoupException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public MediasoupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public MediasoupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
