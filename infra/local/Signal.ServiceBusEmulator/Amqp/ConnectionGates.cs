using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// One gate for each connection: while a received frame is dealt with, nobody else writes to the connection. Without it the library may give the
/// channel of a session that has just ended to a new one before the end of the old one is on the wire, which breaks the connection.
/// </summary>
internal sealed class ConnectionGates
{
    private readonly ConditionalWeakTable<Connection, SemaphoreSlim> _gates = [];

    /// <summary>Makes the gate of a new connection.</summary>
    public SemaphoreSlim Add(Connection connection) => _gates.GetValue(connection, _ => new SemaphoreSlim(1, 1));

    /// <summary>Runs what writes to a link, outside the dealing with a frame.</summary>
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
