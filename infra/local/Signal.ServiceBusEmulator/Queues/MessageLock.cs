namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The lock of one receiver on a message. In a session, the session lock determines its expiry.</summary>
internal sealed record MessageLock(Guid Token, DateTimeOffset Until, SessionLock? Session);
