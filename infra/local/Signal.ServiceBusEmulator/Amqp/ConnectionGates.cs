using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// One gate for each connection: while a received frame is processed, nothing else writes to the connection. Otherwise the library can
/// assign the channel of an ending session to a new one before the end frame of the old one is sent, which breaks the connection.
/// </summary>
internal sealed class ConnectionGates
{
    private readonly ConditionalWeakTable<Connection, SemaphoreSlim> _gates = [];

    /// <summary>Creates the gate of a new connection.</summary>
    public SemaphoreSlim Add(Connection connection) => _gates.GetValue(connection, _ => new SemaphoreSlim(1, 1));

    /// <summary>Runs an action that writes to a link, while no received frame is processed.</summary>
    public async Task RunAsync(ListenerLink link, Action write)
    {
        var gate = _gates.TryGetValue(link.Session.Connection, out var known) ? known : throw new InvalidOperationException("The connection has no gate.");
        await gate.WaitAsync();
        try
        {
            write();
        }
        finally
        {
            gate.Release();
        }
    }
}
