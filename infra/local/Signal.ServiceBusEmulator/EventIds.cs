namespace Signal.ServiceBusEmulator;

/// <summary>The event ids of the log messages of the Service Bus emulator.</summary>
internal static class EventIds
{
    // Process
    public const int Ready = 1;
    public const int Stopped = 2;

    // Links
    public const int LinkAttached = 11;
    public const int LinkRefused = 12;
    public const int MessageNotSent = 13;
    public const int LinkBroken = 14;

    // Authorization
    public const int TokenChecked = 21;
}
