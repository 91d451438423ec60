namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Brings the messages of a queue to a function.</summary>
internal interface IMessagePump
{
    /// <summary>Runs until <paramref name="stopping"/> fires or the broker is lost, and returns or throws when all calls have ended.</summary>
    /// <param name="connected">Called when the broker answered.</param>
    /// <param name="stopping">No new messages; calls under way go on.</param>
    /// <param name="abort">Handed to the calls: the time to end is over.</param>
    Task RunAsync(Action connected, CancellationToken stopping, CancellationToken abort);
}
