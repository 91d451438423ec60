namespace Signal.Mediasoup;

/// <summary>Thrown when the worker rejected a request for a reason that only the worker can detect.</summary>
public sealed class RequestRejectedException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public RequestRejectedException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public RequestRejectedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
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

    /// <summary>The channel's name of the request method.</summary>
    public string Method { get; } = string.Empty;

    /// <summary>The kind of error, such as <c>TypeError</c>.</summary>
    public string Error { get; } = string.Empty;

    /// <summary>The worker's reason.</summary>
    public string Reason { get; } = string.Empty;
}
