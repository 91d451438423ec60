using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Signal.Testing.Faults;

namespace Signal.Testing.Tests.Faults;

/// <summary>The proxy between a client and an echo server.</summary>
public sealed class FaultProxyTests : IAsyncDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy;
    private readonly Task _echoing;

    public FaultProxyTests()
    {
        _server.Start();
        _proxy = FaultProxy.Start(((IPEndPoint)_server.LocalEndpoint).Port);
        _echoing = EchoAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Bytes_pass_both_ways_unchanged()
    {
        using var client = await ConnectAsync();
        var sent = RandomNumberGenerator.GetBytes(1_000_000);

        var sending = client.SendAsync(sent, Cancellation);
        var received = await ReadAsync(client, sent.Length);

        await sending;
        Assert.Equal(sent, received);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_end_of_one_side_is_passed_on_after_its_bytes()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(new byte[] { 1, 2 }, Cancellation);

        client.Shutdown(SocketShutdown.Send);

        Assert.Equal([1, 2], await ReadAsync(client, 2));
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Cancellation));
        await Eventually.TrueAsync(() => _proxy.Connections == 0, Cancellation);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cut_ends_connections_in_order()
    {
        using var client = await ConnectAsync();
        await EchoOnceAsync(client);

        await _proxy.CutAsync();

        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Cancellation));
        using var next = await ConnectAsync();
        await EchoOnceAsync(next);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reset_breaks_connections()
    {
        using var client = await ConnectAsync();
        await EchoOnceAsync(client);

        await _proxy.ResetAsync();

        var error = await Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1], Cancellation));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_black_hole_holds_bytes_back_until_it_ends()
    {
        using var client = await ConnectAsync();
        await EchoOnceAsync(client);
        _proxy.Fault = Fault.BlackHole;
        await client.SendAsync(new byte[] { 7 }, Cancellation);
        var reading = ReadAsync(client, 1);
        using var other = await ConnectAsync();
        await other.SendAsync(new byte[] { 8 }, Cancellation);

        _proxy.Fault = Fault.Delayed(TimeSpan.FromMilliseconds(1));

        Assert.Equal([7], await reading);
        Assert.Equal([8], await ReadAsync(other, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_delay_holds_each_piece_for_its_time_in_each_direction()
    {
        using var client = await ConnectAsync();
        var delay = TimeSpan.FromMilliseconds(50);
        _proxy.Fault = Fault.Delayed(delay);
        var sentAt = TimeProvider.System.GetTimestamp();

        await EchoOnceAsync(client);

        Assert.True(TimeProvider.System.GetElapsedTime(sentAt) >= delay * 2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_throttled_connection_passes_no_more_than_its_rate()
    {
        using var client = await ConnectAsync();
        _proxy.Fault = Fault.Throttled(bytesPerSecond: 1_000_000);
        var sentAt = TimeProvider.System.GetTimestamp();
        var sent = new byte[200_000];

        var sending = client.SendAsync(sent, Cancellation);
        await ReadAsync(client, sent.Length);

        await sending;
        Assert.True(TimeProvider.System.GetElapsedTime(sentAt) >= TimeSpan.FromSeconds(0.15));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_target_that_refuses_ends_the_connection()
    {
        _server.Stop();
        using var client = await ConnectAsync();

        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
        await _echoing;
    }

    private static async Task EchoOnceAsync(Socket client)
    {
        await client.SendAsync(new byte[] { 42 }, Cancellation);
        Assert.Equal([42], await ReadAsync(client, 1));
    }

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await client.ReceiveAsync(bytes.AsMemory(read), Cancellation);
            Assert.NotEqual(0, more);
            read += more;
        }

        return bytes;
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port, Cancellation);
        return client;
    }

    private async Task EchoAsync()
    {
        var echoes = new List<Task>();
        try
        {
            while (true)
            {
                echoes.Add(EchoAsync(await _server.AcceptSocketAsync()));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(echoes);
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using var closing = socket;
        var bytes = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(bytes) is > 0 and var count)
            {
                await socket.SendAsync(bytes.AsMemory(0, count));
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The proxy has broken the connection.
        }
    }
}
