namespace Signal.Mediasoup;

/// <summary>
/// Thrown when the worker did not answer a request within <see cref="WorkerSettings.RequestTimeout"/>. The worker may still execute the
/// request.
/// </summary>
public sealed class RequestTimeoutException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public RequestTimeoutException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public RequestTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public RequestTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal RequestTimeoutException(string method, int pid)
        : base($"{method}: worker process {pid} did not answer in time")
    {
        Method = method;
        Pid = pid;
    }

    /// <summary>The channel's name of the request method.</summary>
    public string Method { get; } = string.Empty;

    /// <summary>The worker's process id.</summary>
    public int Pid { get; }
}
