namespace Signal.Mediasoup;

/// <summary>Valid, but not something that mediasoup or the other side can do: a codec that is not supported, no codec in common…</summary>
public sealed class UnsupportedException : MediasoupException
{
    /// <summary>Makes one without a message.</summary>
    public UnsupportedException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What is not supported.</param>
    public UnsupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What is not supported.</param>
    /// <param name="innerException">Why.</param>
    public UnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
