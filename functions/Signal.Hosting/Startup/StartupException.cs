namespace Signal.Hosting.Startup;

/// <summary>The process cannot start for a reason that its operator can remove.</summary>
/// <param name="message">One sentence without a full stop: what is wrong, and what to set.</param>
/// <param name="inner">The cause, for a debugger.</param>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
