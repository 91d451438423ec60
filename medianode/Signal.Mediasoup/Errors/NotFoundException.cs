namespace Signal.Mediasoup;

/// <summary>There is no such object here.</summary>
public sealed class NotFoundException : MediasoupException
{
    /// <summary>Makes one without a message.</summary>
    public NotFoundException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What was not found.</param>
    public NotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What was not found.</param>
    /// <param name="innerException">Why.</param>
    public NotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
