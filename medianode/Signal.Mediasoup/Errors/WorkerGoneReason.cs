namespace Signal.Mediasoup;

/// <summary>The reason for the end of a worker.</summary>
public enum WorkerGoneReason
{
    /// <summary>The worker was closed.</summary>
    Closed,

    /// <summary>The process exited on its own, or was killed from outside.</summary>
    Exited,

    /// <summary>The channel broke, or carried an invalid message.</summary>
    ChannelBroken,

    /// <summary>The worker answered no request for <see cref="WorkerSettings.ProbeTimeout"/> and was killed.</summary>
    Hung,
}
