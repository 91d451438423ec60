namespace Signal.ServiceBusEmulator.Queues;

/// <summary>A request that the broker rejects, with the error condition of Service Bus.</summary>
internal sealed class BrokerException(string condition, int status, string message) : Exception(message)
{
    /// <summary>The AMQP error condition.</summary>
    public string Condition { get; } = condition;

    /// <summary>The status code in a response of the management node.</summary>
    public int Status { get; } = status;

    public static BrokerException MessageLockLost() => new(
        "com.microsoft:message-lock-lost",
        410,
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.");

    public static BrokerException SessionLockLost(string sessionId) => new(
        "com.microsoft:session-lock-lost", 410, $"The lock on session '{sessionId}' has expired. Accept the session again.");

    public static BrokerException SessionHeld(string sessionId) => new(
        "com.microsoft:session-cannot-be-locked", 409, $"The requested session '{sessionId}' cannot be accepted. It may be locked by another receiver.");

    public static BrokerException NoSessionInTime() => new("com.microsoft:timeout", 408, "No session became available within the timeout.");

    public static BrokerException MessageNotFound(long sequenceNumber) => new(
        "com.microsoft:message-not-found", 404, $"The message with sequence number {sequenceNumber} was not found.");

    public static BrokerException QuotaExceeded(string queue) => new("amqp:resource-limit-exceeded", 403, $"Queue '{queue}' is full.");

    public static BrokerException TooLarge(long size, long limit) => new(
        "amqp:link:message-size-exceeded", 413, $"The message has {size} bytes, which exceeds the limit of {limit} bytes.");

    public static BrokerException NotAllowed(string message) => new("amqp:not-allowed", 400, message);

    public static BrokerException Unauthorized(string claim, string path) => new(
        "amqp:unauthorized-access", 401, $"Unauthorized access. '{claim}' claim(s) are required to perform this operation. Resource: '{path}'.");

    public static BrokerException NotFound(string path) => new("amqp:not-found", 404, $"The messaging entity '{path}' could not be found.");
}
