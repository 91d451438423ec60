namespace Signal.Functions.Storage;

/// <summary>Table storage is unavailable or throttled, or refuses the app's credentials. The operation may or may not have been executed.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Creates the exception for an outage.</summary>
    public StorageUnavailableException(Exception innerException)
        : base($"Table storage is unavailable: {innerException.Message.Split('\n')[0].TrimEnd()}", innerException)
    {
    }

    internal StorageUnavailableException(string remedy, Exception innerException)
        : base($"Table storage refuses the app's credentials; {remedy}", innerException) => Remedy = remedy;

    /// <summary>What the operator has to do when table storage refuses the credentials; null during an outage.</summary>
    public string? Remedy { get; }
}
