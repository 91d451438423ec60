namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Receives messages and runs a function for them, until it is stopped.</summary>
internal interface IMessagePump : IAsyncDisposable
{
    /// <summary>Starts receiving; retries while the broker is unreachable.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stops receiving and waits for the running invocations, which are cancelled when <paramref name="cancellationToken"/> is.
    /// </summary>
    Task StopAsync(CancellationToken cancellationToken);
}
