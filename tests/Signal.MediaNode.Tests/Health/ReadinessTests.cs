using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.MediaNode.Tests.Fixtures;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Cbs;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Health;

public sealed class ReadinessTests
{
    [Fact]
    public async Task A_node_that_may_not_receive_its_commands_is_not_ready_and_says_why()
    {
        var rules = new AccessRules { Listen = false };
        await using var bus = Emulator.Start(
            EntitiesFile.Read(ServiceBusEmulatorFixture.EntitiesPath), FreePort.Next(), TimeProvider.System, NullLoggerFactory.Instance, rules);
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("ServiceBus:MaxBackoff", "200ms"));

        var refusal = "set ServiceBus to a connection string with a current key of a policy with the claim Listen";
        await Eventually.TrueAsync(() => node.Logged.Any(line => line.Level == LogLevel.Error), "the refusal is logged");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, $"Service Bus refuses the credentials; {refusal}."), await ReadAsync(node));
        Assert.Equal($"Listen on queue node-commands of 127.0.0.1 is refused; {refusal}", Assert.Single(node.Logged, line => line.Level == LogLevel.Error).Message);

        rules.Listen = true;
        await Eventually.TrueAsync(async () => (await ReadAsync(node)).Status == HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string? Reason)> ReadAsync(NodeHost node)
    {
        using var http = new HttpClient { BaseAddress = node.Url };
        using var answer = await http.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, body.RootElement.GetProperty("reason").GetString());
    }
}
