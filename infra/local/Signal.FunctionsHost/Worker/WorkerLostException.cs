namespace Signal.FunctionsHost.Worker;

/// <summary>The worker exited during an invocation.</summary>
internal sealed class WorkerLostException() : Exception("the worker exited during the invocation");
