namespace Signal.FunctionsHost;

/// <summary>The app cannot be started; the message is one sentence that says what to change.</summary>
public sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
