using System.Net;
using System.Net.Sockets;

namespace Signal.FunctionsHost.Tests;

/// <summary>A host that cannot start reports the reason in one sentence and exits with 1.</summary>
public class StartTests
{
    [Theory]
    [InlineData("Bus", null, "function 'read-letter' needs the setting 'Bus' (a Service Bus connection string), which is missing")]
    [InlineData("Bus", "colour", "function 'read-letter': the setting 'Bus' is not a Service Bus connection string")]
    [InlineData("Test__Queue", null, "function 'read-letter' needs the setting 'Test__Queue', which is missing")]
    [InlineData("Test__Schedule", "at noon", "function 'tick' has the schedule 'at noon', which is neither NCRONTAB nor a time span")]
    public async Task A_setting_that_is_missing_or_wrong(string setting, string? value, string sentence)
    {
        await using var host = HostProgram.StartApp(TestApp.Settings((setting, value)));
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal($"error: {sentence}", host.Output);
    }

    [Fact]
    public async Task An_identity_based_connection()
    {
        var settings = TestApp.Settings(("Bus", null), ("Bus__fullyQualifiedNamespace", "signal.servicebus.windows.net"));
        await using var host = HostProgram.StartApp(settings);
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal(
            "error: function 'read-letter' has an identity-based connection ('Bus__fullyQualifiedNamespace'); "
            + "this host needs a connection string in 'Bus'",
            host.Output);
    }

    [Theory]
    [InlineData("AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls", "0", "must be 1 or more")]
    [InlineData("AzureFunctionsJobHost__extensions__serviceBus__autoCompleteMessages", "false", "autoCompleteMessages must be true")]
    [InlineData("AzureFunctionsJobHost__extensions__serviceBus__sessionIdleTimeout", "soon", "soon")]
    [InlineData("AzureFunctionsJobHost__logging__logLevel__default", "loud", "loud")]
    public async Task A_host_setting_that_is_wrong(string setting, string value, string part)
    {
        await using var host = HostProgram.StartApp(TestApp.Settings((setting, value)));
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.StartsWith($"error: {TestApp.Folder}/host.json", host.Output, StringComparison.Ordinal);
        Assert.Contains(part, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Output);
    }

    [Theory]
    [InlineData("error: Cannot parse argument 'many' for option '--port'", "--port", "many")]
    [InlineData("error: --address is 'everywhere'; give an IP address", "--address", "everywhere")]
    [InlineData("error: Unrecognized command or argument '--colour'.", "--colour")]
    public async Task An_option_that_is_wrong(string start, params string[] arguments)
    {
        await using var host = HostProgram.Start(TestApp.Settings(), [TestApp.Folder, .. arguments]);
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.StartsWith(start, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', host.Output);
    }

    [Fact]
    public async Task A_folder_that_is_no_app()
    {
        await using var host = HostProgram.Start(TestApp.Settings(), "/proc", "--port", "0");
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal("error: /proc is not a built Functions app: /proc/worker.config.json is missing", host.Output);
    }

    [Fact]
    public async Task A_port_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = HostProgram.Start(TestApp.Settings(), TestApp.Folder, "--port", $"{port}");
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal($"error: cannot listen on 127.0.0.1:{port}: Address already in use", host.Output);
    }

    [Fact]
    public async Task An_address_of_another_machine()
    {
        await using var host = HostProgram.Start(TestApp.Settings(), TestApp.Folder, "--address", "192.0.2.1", "--port", "7071");
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal("error: cannot listen on 192.0.2.1:7071: Cannot assign requested address", host.Output);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        await using var host = HostProgram.Start([], "--help");
        Assert.Equal(0, await host.WaitForExitAsync());
        string[] options = ["app", "--address", "--port", "--log-level", "--start-timeout"];
        Assert.All(options, option => Assert.Contains(option, host.Output, StringComparison.Ordinal));
    }
}
