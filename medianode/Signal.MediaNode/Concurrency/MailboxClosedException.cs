namespace Signal.MediaNode.Concurrency;

/// <summary>Work was given to a mailbox that takes no more: its owner is gone.</summary>
internal sealed class MailboxClosedException() : Exception("The owner of this mailbox is gone.");
