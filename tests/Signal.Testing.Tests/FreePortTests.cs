using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Signal.Testing.Tests;

public sealed class FreePortTests
{
    [Fact]
    public void No_port_is_returned_twice()
    {
        var ports = new ConcurrentBag<int>();

        Parallel.For(0, 200, _ => ports.Add(FreePort.Next()));

        Assert.Equal(200, ports.Distinct().Count());
    }

    [Fact]
    public void A_port_with_a_listener_is_left_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Next() + 1);
        listener.Start();

        Assert.NotEqual(((IPEndPoint)listener.LocalEndpoint).Port, FreePort.Next());
    }

    [Fact]
    public void A_block_belongs_to_one_owner()
    {
        using var one = new PortBlocks();
        using var another = new PortBlocks();

        var block = one.Take();

        Assert.NotNull(block);
        Assert.NotEqual(block, another.Take());
        Assert.NotEqual(block, one.Take());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_can_be_used_while_child_processes_start()
    {
        using var enough = new CancellationTokenSource();
        var starting = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    await using var child = ChildProcess.Start("true", []);
                    await child.WaitForExitAsync();
                }
            },
            TestContext.Current.CancellationToken);

        for (var tries = 0; tries < 300; tries++)
        {
            // As the AMQP listener of the emulator does: without the option to share the port.
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            socket.Bind(new IPEndPoint(IPAddress.Loopback, FreePort.Next()));
            socket.Listen();
        }

        await enough.CancelAsync();
        await starting;
    }
}
