namespace Signal.FunctionsHost;

/// <summary>The app cannot be started; the message is one line for whoever started it.</summary>
internal sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
