namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The right of one receiver to settle a message. Under a session the session's lock decides how long it lasts.</summary>
internal sealed record MessageLock(Guid Token, DateTimeOffset Until, SessionLock? Session);
