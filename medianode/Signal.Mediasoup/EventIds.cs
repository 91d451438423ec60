namespace Signal.Mediasoup;

/// <summary>
/// The event ids of the library's log messages. They are below 100, so that they differ from those of the processes that use the library.
/// </summary>
internal static class EventIds
{
    // Output of a worker
    public const int WorkerDebug = 1;
    public const int WorkerWarning = 2;
    public const int WorkerError = 3;
    public const int WorkerDump = 4;
    public const int InvalidChannelMessage = 5;

    // Handlers
    public const int HandlerFailed = 10;

    // Worker processes
    public const int WorkerExited = 20;
    public const int WorkerOutput = 21;

    // Routers and transports
    public const int ProducerNotFound = 30;
    public const int InvalidCapabilities = 31;
    public const int SctpIgnored = 40;
}
