namespace Signal.FunctionsHost.Worker;

/// <summary>The worker ended while it ran a function.</summary>
internal sealed class WorkerLostException() : Exception("the worker ended during the invocation");
