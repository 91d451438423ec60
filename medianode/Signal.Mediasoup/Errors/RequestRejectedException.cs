namespace Signal.Mediasoup;

/// <summary>The worker refused a request, for a reason that it alone can know.</summary>
public sealed class RequestRejectedException : MediasoupException
{
    /// <summary>Creates an instance without a message.</summary>
    public RequestRejectedException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What was refused.</param>
    public RequestRejectedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">What was refused.</param>
    /// <param name="innerException">The cause.</param>
    public RequestRejectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal RequestRejectedException(string method, string error, string reason)
        : base($"{method}: {reason} ({error})")
    {
        Method = method;
        Error = error;
        Reason = reason;
    }

    /// <summary>The method, as the channel names it.</summary>
    public string Method { get; } = string.Empty;

    /// <summary>The kind of error, such as <c>TypeError</c>.</summary>
    public string Error { get; } = string.Empty;

    /// <summary>The worker's reason.</summary>
    public string Reason { get; } = string.Empty;
}
