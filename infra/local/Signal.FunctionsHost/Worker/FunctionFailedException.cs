namespace Signal.FunctionsHost.Worker;

/// <summary>A function failed, or the worker could not run it; the worker has logged the details.</summary>
internal sealed class FunctionFailedException(string? message) : Exception(message ?? "the worker gave no reason");
