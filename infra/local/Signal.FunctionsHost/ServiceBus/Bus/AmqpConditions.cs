namespace Signal.Bus.Amqp;

/// <summary>Error conditions that Service Bus adds to AMQP's own (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-troubleshoot).</summary>
internal static class AmqpConditions
{
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";
    public const string SessionCannotBeLocked = "com.microsoft:session-cannot-be-locked";
    public const string Timeout = "com.microsoft:timeout";
    public const string DeadLetter = "com.microsoft:dead-letter";
}
