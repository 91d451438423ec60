using Amqp;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// Holds the gate of the connection from the receipt of a frame until the next read, and sends nothing before the first receipt, because
/// the JavaScript library fails when the AMQP header arrives together with the SASL outcome.
/// </summary>
internal sealed class GatedTransport(IAsyncTransport inner, ConnectionGates gates) : IAsyncTransport
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SemaphoreSlim? _gate;
    private int _held;

    public void SetConnection(Connection connection)
    {
        _gate = gates.Add(connection);
        inner.SetConnection(connection);
    }

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        await _received.Task;
        await inner.SendAsync(bufferList, listSize);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        LeaveGate();
        var received = await inner.ReceiveAsync(buffer, offset, count);
        _received.TrySetResult();
        if (received > 0 && _gate is not null)
        {
            await _gate.WaitAsync();
            _held = 1;
        }

        return received;
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        LeaveGate();
        _received.TrySetResult();
        inner.Close();
    }

    private void LeaveGate()
    {
        if (Interlocked.Exchange(ref _held, 0) == 1)
        {
            _gate!.Release();
        }
    }
}
