namespace Signal.Contracts.Bus;

/// <summary>The broker cannot be reached or did not answer in time. Sending again later may succeed.</summary>
public sealed class BusUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BusUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
