namespace Signal.Mediasoup;

/// <summary>The worker was closed, died, or sent what is not the channel's protocol. Pending requests fail with it.</summary>
public sealed class WorkerGoneException : MediasoupException
{
    /// <summary>Makes one without a message.</summary>
    public WorkerGoneException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened.</param>
    public WorkerGoneException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public WorkerGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How the process ended, if it has.</summary>
    public WorkerExitStatus? ExitStatus { get; init; }

    /// <summary>Why the worker is gone.</summary>
    public WorkerGoneReason Reason { get; init; }

    /// <summary>The same, for a caller that meets it later or elsewhere.</summary>
    internal WorkerGoneException With(string message) => new(message, this) { ExitStatus = ExitStatus, Reason = Reason };
}
