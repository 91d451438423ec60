using System.Net;
using System.Net.Sockets;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task It_listens_on_the_loopback_address_logs_it_and_stops_on_request()
    {
        await using var emulator = await ServiceBusEmulatorProcess.StartAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, emulator.Port, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await emulator.StopAsync());
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_a_one_line_error()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var process = ServiceBusEmulatorProcess.Run("--port", $"{port}", "--entities", ServiceBusEmulatorFixture.EntitiesPath);

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Equal($"error: port {port} is in use by another process", process.Output);
    }

    [Fact]
    public async Task Two_emulators_do_not_share_a_port()
    {
        await using var first = await ServiceBusEmulatorProcess.StartAsync();
        await using var second = ServiceBusEmulatorProcess.Run("--port", $"{first.Port}", "--entities", ServiceBusEmulatorFixture.EntitiesPath);

        Assert.Equal(1, await second.WaitForExitAsync());
    }

    [Fact]
    public async Task A_missing_file_ends_it_with_one_clear_line()
    {
        await using var process = ServiceBusEmulatorProcess.Run("--port", $"{FreePort.Next()}", "--entities", "/no/such/file.json");

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.StartsWith("error: the entities file /no/such/file.json cannot be used: ", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', process.Output);
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        await using var process = ServiceBusEmulatorProcess.Run("--help");

        Assert.Equal(0, await process.WaitForExitAsync());
        Assert.Contains("--port", process.Output, StringComparison.Ordinal);
        Assert.Contains("--entities", process.Output, StringComparison.Ordinal);
    }
}
