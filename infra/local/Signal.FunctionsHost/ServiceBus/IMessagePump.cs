namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Receives messages and runs a function for them, until it is stopped.</summary>
internal interface IMessagePump : IAsyncDisposable
{
    /// <summary>Begins to receive; a broker that cannot be reached is tried again and again.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Receives no more and waits for the invocations under way; when <paramref name="cancellationToken"/> fires they are cancelled.
    /// </summary>
    Task StopAsync(CancellationToken cancellationToken);
}
