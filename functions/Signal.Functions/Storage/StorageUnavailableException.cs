namespace Signal.Functions.Storage;

/// <summary>Table storage is unavailable or throttled. The operation may or may not have been executed.</summary>
public sealed class StorageUnavailableException(Exception innerException) : Exception("Table storage is unavailable.", innerException);
