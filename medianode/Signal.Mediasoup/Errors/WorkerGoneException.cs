namespace Signal.Mediasoup;

/// <summary>Thrown when the worker was closed, died, or violated the channel protocol. Pending requests fail with this exception.</summary>
public sealed class WorkerGoneException : MediasoupException
{
    /// <summary>Creates an instance with the default message.</summary>
    public WorkerGoneException()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    public WorkerGoneException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public WorkerGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The exit status of the process, if it has exited.</summary>
    public WorkerExitStatus? ExitStatus { get; init; }

    /// <summary>The reason.</summary>
    public WorkerGoneReason Reason { get; init; }

    /// <summary>Creates a copy, for a caller that observes the failure later or elsewhere.</summary>
    internal WorkerGoneException With(string message) => new(message, this) { ExitStatus = ExitStatus, Reason = Reason };
}
