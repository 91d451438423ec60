namespace Signal.Functions.Storage;

/// <summary>The tables cannot be reached, or refuse to work now. What was asked may or may not have happened.</summary>
public sealed class StorageUnavailableException(Exception innerException) : Exception("The tables cannot be reached.", innerException);
