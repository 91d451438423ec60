namespace Signal.Mediasoup;

/// <summary>Thrown when an object with the given id does not exist in the router.</summary>
public sealed class NotFoundException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public NotFoundException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public NotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public NotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
