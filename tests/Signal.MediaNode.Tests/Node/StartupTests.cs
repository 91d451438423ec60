using System.Net;
using System.Net.Sockets;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Node;

public sealed class StartupTests
{
    [Theory]
    [InlineData("Mediasoup__Workers", "abc", "error: Mediasoup__Workers is 'abc'; set a whole number from 0 to 1024")]
    [InlineData("Mediasoup__LogLevel", "loud", "error: Mediasoup__LogLevel is 'loud'; set one of debug, warn, error, none")]
    [InlineData("Reports__Interval", "abc", "error: Reports__Interval is 'abc'; set a duration from 100ms to 1d")]
    [InlineData("Reports__Intervall", "1s", "error: Reports__Intervall is not a setting; did you mean Reports__Interval?")]
    [InlineData("Node__Id", "", "error: Node__Id is missing; set 1 to 64 letters, digits, '-', '_' or '.'")]
    [InlineData("Mediasoup__WorkerPath", "/nowhere", "error: Mediasoup__WorkerPath is '/nowhere'; set the path of a file that exists")]
    [InlineData("Reports__DiskPath", "/nowhere", "error: Reports__DiskPath is '/nowhere'; set an existing directory")]
    [InlineData("Tls__CertificateFile", "/etc/hostname", "error: set Tls__CertificateFile and Tls__KeyFile together")]
    [InlineData(
        "ASPNETCORE_URLS",
        "https://127.0.0.1:0",
        "error: ASPNETCORE_URLS has an https address, and there is no certificate; set Tls__CertificateFile and Tls__KeyFile")]
    public async Task A_bad_setting_ends_the_node_with_one_sentence(string name, string value, string sentence)
    {
        await using var process = NodeProcess.Run((name, value));

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Equal(sentence, process.Output);
    }

    [Theory]
    [InlineData("nonsense", "Invalid url: 'nonsense'")]
    [InlineData("http://192.0.2.1:7080", "Cannot assign requested address")]
    [InlineData(null, "address already in use")]
    public async Task An_address_that_cannot_be_used_ends_the_node_with_one_sentence(string? address, string reason)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        address ??= $"http://{other.LocalEndpoint}";

        await using var process = NodeProcess.Run(("ASPNETCORE_URLS", address));

        Assert.Equal(1, await process.WaitForExitAsync());
        var error = Assert.Single(process.Output.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.StartsWith($"error: ASPNETCORE_URLS is '{address}', which cannot be used (", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.EndsWith("; set addresses of this machine with free ports, such as https://*:7443", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_bad_settings_are_named_at_once()
    {
        await using var process = NodeProcess.Run(("Node__Id", "no spaces please"), ("Mediasoup__ListenIp", "localhost"), ("ServiceBus", ""));

        Assert.Equal(1, await process.WaitForExitAsync());
        var lines = process.Output.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("error: Node__Id is 'no spaces please'; set 1 to 64 letters, digits, '-', '_' or '.'", lines);
        Assert.Contains("error: Mediasoup__ListenIp is 'localhost'; set an IP address", lines);
        Assert.Single(lines, line => line.Contains("ServiceBus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_not_a_worker_ends_the_node_with_one_sentence()
    {
        await using var process = NodeProcess.Run(("Mediasoup__WorkerPath", "/bin/true"));

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Single(process.Output.Split('\n'), line => line.StartsWith("error: no worker can be started with '/bin/true'", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
    }
}
