namespace Signal.MediaNode.Concurrency;

/// <summary>Thrown when work is added to a closed mailbox, whose owner has ended.</summary>
internal sealed class MailboxClosedException() : Exception("The mailbox is closed because its owner has ended.");
