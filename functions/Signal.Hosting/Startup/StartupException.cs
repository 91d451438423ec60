namespace Signal.Hosting.Startup;

/// <summary>The process cannot start because of a problem that the operator can fix.</summary>
/// <param name="message">One sentence without a full stop: what is wrong, and what to set.</param>
/// <param name="inner">The exception that caused the problem.</param>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
