using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Signal.Testing.Faults;

/// <summary>One connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultyConnection(FaultProxy proxy, Socket client) : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>Chunks in transit in one direction; a full queue makes the sender wait, as the network does.</summary>
    private const int ChunksUnderWay = 64;

    private readonly CancellationTokenSource _ended = new();
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private volatile bool _reset;

    /// <summary>Passes bytes both ways until both sides have closed, or the connection is cut or reset.</summary>
    public async Task RunAsync(int target)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, target, _ended.Token);
            await Task.WhenAll(PassAsync(client, _server), PassAsync(_server, client));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has closed; the other is closed now.
            await _ended.CancelAsync();
        }

        foreach (var socket in new[] { client, _server })
        {
            socket.Close(_reset ? 0 : -1);
        }
    }

    public void Cut()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
            return;
        }
    }

    public void Reset()
    {
        _reset = true;
        Cut();
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _ended.Dispose();
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var way = Channel.CreateBounded<Chunk>(ChunksUnderWay);
        await Task.WhenAll(ReadAsync(from, way.Writer), WriteAsync(way.Reader, to));
    }

    private async Task ReadAsync(Socket from, ChannelWriter<Chunk> way)
    {
        try
        {
            while (true)
            {
                var bytes = new byte[ChunkBytes];
                var count = await from.ReceiveAsync(bytes, SocketFlags.None, _ended.Token);
                if (count == 0)
                {
                    way.Complete();
                    return;
                }

                await way.WriteAsync(new Chunk(bytes.AsMemory(0, count), TimeProvider.System.GetTimestamp()), _ended.Token);
            }
        }
        catch (SocketException)
        {
            await _ended.CancelAsync();
            throw;
        }
    }

    private async Task WriteAsync(ChannelReader<Chunk> way, Socket to)
    {
        await foreach (var chunk in way.ReadAllAsync(_ended.Token))
        {
            await DelayAsync(proxy.Fault.Delay - TimeProvider.System.GetElapsedTime(chunk.ArrivedAt));
            await proxy.PassableAsync(_ended.Token);
            await SendAsync(to, chunk.Bytes);
            if (proxy.Fault.BytesPerSecond is { } rate)
            {
                await DelayAsync(TimeSpan.FromSeconds((double)chunk.Bytes.Length / rate));
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, SocketFlags.None, _ended.Token)..];
        }
    }

    private Task DelayAsync(TimeSpan time) => time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System, _ended.Token) : Task.CompletedTask;

    private readonly record struct Chunk(ReadOnlyMemory<byte> Bytes, long ArrivedAt);
}
