namespace Signal.Bus;

/// <summary>
/// Event ids of the log messages of the Service Bus library: 5000 and above, distinct from those of the processes that use it.
/// </summary>
internal static class EventIds
{
    // Sessions
    public const int SessionState = 5001;
    public const int SessionInterrupted = 5002;
    public const int SessionMessageFailed = 5003;
    public const int SessionLockNotRenewed = 5004;
    public const int SessionNotClosed = 5005;

    // Access
    public const int AccessRefused = 5011;
    public const int AccessAccepted = 5012;
}
