namespace Signal.Mediasoup;

/// <summary>Why a worker is gone.</summary>
public enum WorkerGoneReason
{
    /// <summary>It was closed.</summary>
    Closed,

    /// <summary>Its process ended by itself, or something outside killed it.</summary>
    Exited,

    /// <summary>Its channel broke, or carried what is not the channel's protocol.</summary>
    ChannelBroken,

    /// <summary>It answered no request for <see cref="WorkerSettings.ProbeTimeout"/> and was killed.</summary>
    Hung,
}
