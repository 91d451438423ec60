namespace Signal.Mediasoup;

/// <summary>The base of all errors of this library that are not about an argument.</summary>
public class MediasoupException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public MediasoupException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What went wrong.</param>
    public MediasoupException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">Why.</param>
    public MediasoupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
