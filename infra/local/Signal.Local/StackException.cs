namespace Signal.Local;

/// <summary>The stack cannot start or go on; the message is one line that names what is at fault.</summary>
internal sealed class StackException(string message) : Exception(message);
