namespace Signal.Mediasoup;

/// <summary>The worker did not answer a request within <see cref="WorkerSettings.RequestTimeout"/>. It may still carry it out.</summary>
public sealed class RequestTimeoutException : MediasoupException
{
    /// <summary>Creates an instance without a message.</summary>
    public RequestTimeoutException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">Which request timed out.</param>
    public RequestTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">Which request timed out.</param>
    /// <param name="innerException">The cause.</param>
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

    /// <summary>The method, as the channel names it.</summary>
    public string Method { get; } = string.Empty;

    /// <summary>The worker's process id.</summary>
    public int Pid { get; }
}
