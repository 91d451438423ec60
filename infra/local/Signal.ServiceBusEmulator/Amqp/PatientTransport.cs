using Amqp;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>Sends nothing before something was received.</summary>
internal sealed class PatientTransport(IAsyncTransport inner) : IAsyncTransport
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        await _received.Task;
        await inner.SendAsync(bufferList, listSize);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        var received = await inner.ReceiveAsync(buffer, offset, count);
        _received.TrySetResult();
        return received;
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        _received.TrySetResult();
        inner.Close();
    }
}
