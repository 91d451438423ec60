using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.FunctionsHost.App;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests;

/// <summary>A host that cannot start says why in one line and ends with 1.</summary>
public class StartTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Test__Queue"] = "letters",
        ["Test__Schedule"] = "0 0 0 1 1 *",
        ["Bus"] = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true",
    };

    [Theory]
    [InlineData("Bus", null, "error: function 'read-letter' needs the setting 'Bus' (a Service Bus connection string), which is missing")]
    [InlineData("Test__Queue", null, "error: function 'read-letter' needs the setting 'Test__Queue', which is missing")]
    [InlineData("Test__Schedule", "at noon", "error: function 'tick' has the schedule 'at noon', which is neither NCRONTAB nor a time span")]
    public async Task A_setting_that_is_missing_or_wrong(string setting, string? value, string line)
    {
        await using var host = Start(new(Complete) { [setting] = value }, port: 0);
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal(line, host.Output);
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = Start(Complete, port);
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal($"error: cannot listen on 127.0.0.1:{port}: Address already in use", host.Output);
    }

    [Fact]
    public async Task SIGINT_ends_it_with_0()
    {
        await using var host = Start(Complete, port: 0);
        await host.WaitForLineAsync("Functions ready on http://127.0.0.1:");
        host.Stop();
        Assert.Equal(0, await host.WaitForExitAsync());
    }

    [Theory]
    [InlineData(typeof(Twice), "two functions are named 'twice': Signal.FunctionsHost.Tests.StartTests+Twice.One and Signal.FunctionsHost.Tests.StartTests+Twice.Two")]
    [InlineData(typeof(NoTrigger), "function 'idle' (Signal.FunctionsHost.Tests.StartTests+NoTrigger.Idle): it has 0 triggers and needs exactly one")]
    public void Functions_that_cannot_be(Type type, string message) =>
        Assert.Equal(message, Assert.Throws<StartupException>(() => FunctionCatalog.Find([type])).Message);

    private static ChildProcess Start(Dictionary<string, string?> environment, int port) => ChildProcess.Start(
        "dotnet", [Repository.Output("infra/local/Signal.FunctionsHost"), typeof(StartTests).Assembly.Location, "--port", $"{port}"], environment);

    // Private, so that the host does not take them for functions of the test app.
    private sealed class Twice
    {
        [Function("twice")]
        public static void One([HttpTrigger] HttpRequest request) => _ = request;

        [Function("twice")]
        public static void Two([HttpTrigger] HttpRequest request) => _ = request;
    }

    private sealed class NoTrigger
    {
        [Function("idle")]
        public static void Idle(HttpRequest request) => _ = request;
    }
}
