namespace Signal.Mediasoup;

/// <summary>There is no such object here.</summary>
public sealed class NotFoundException : MediasoupException
{
    /// <summary>Creates an instance without a message.</summary>
    public NotFoundException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What was not found.</param>
    public NotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What was not found.</param>
    /// <param name="innerException">The cause.</param>
    public NotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
