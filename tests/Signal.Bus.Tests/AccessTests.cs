using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Cbs;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests;

/// <summary>A broker that refuses the credentials is reported once, with what to do, until it accepts them.</summary>
public sealed class AccessTests : IAsyncDisposable
{
    private const string Queue = BusEntities.NodeCommands;

    private readonly AccessRules _rules = new();
    private readonly ErrorLog _log = new();
    private readonly Emulator _emulator;

    public AccessTests() => _emulator = Emulator.Start(
        EntitiesFile.Read(ServiceBusEmulatorFixture.EntitiesPath), FreePort.Next(), TimeProvider.System, NullLoggerFactory.Instance, _rules);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_key_is_reported_once_until_it_is_right()
    {
        _rules.Key = "another-key";
        using var host = await StartAsync();
        var (bus, access) = (host.Services.GetRequiredService<IMessageBus>(), host.Services.GetRequiredService<BusAccess>());

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<BusUnavailableException>(() => bus.SendAsync(Queue, [BusHarness.Message("x", "node")], Cancellation));
        }

        Assert.Equal(
            "Send on queue node-commands of 127.0.0.1 is refused; set ServiceBus to a connection string with a current key of a policy with the claim Send",
            Assert.Single(_log.Lines));
        Assert.NotNull(access.Refusal);
        _rules.Key = "SAS_KEY_VALUE";
        await bus.SendAsync(Queue, [BusHarness.Message("x", "node")], Cancellation);
        Assert.Null(access.Refusal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_right_to_send_is_noticed_without_a_message_and_so_is_its_assignment()
    {
        _rules.Send = false;
        using var host = await StartAsync(Queue);
        var access = host.Services.GetRequiredService<BusAccess>();

        await Eventually.TrueAsync(() => access.Refusal is not null, Cancellation);
        _rules.Send = true;
        await Eventually.TrueAsync(() => access.Refusal is null, Cancellation);

        Assert.Single(_log.Lines);
        await host.StopAsync(Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_right_to_receive_is_reported_once_until_it_is_assigned()
    {
        _rules.Listen = false;
        using var host = await StartAsync();
        var (bus, access) = (host.Services.GetRequiredService<IMessageBus>(), host.Services.GetRequiredService<BusAccess>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var held = new TaskCompletionSource();
        var receiving = bus.ReceiveSessionAsync(
            Queue, "node", (_, _) => Task.CompletedTask, state => _ = state == BusSessionState.Held && held.TrySetResult(), stop.Token);

        await Eventually.TrueAsync(() => access.Refusal is not null, Cancellation);
        _rules.Listen = true;
        await held.Task.WaitAsync(Cancellation);

        Assert.Null(access.Refusal);
        Assert.Contains("with the claim Listen", Assert.Single(_log.Lines), StringComparison.Ordinal);
        await stop.CancelAsync();
        await receiving;
    }

    [Theory]
    [InlineData("Send", "Azure Service Bus Data Sender")]
    [InlineData("Listen", "Azure Service Bus Data Receiver")]
    public void An_identity_without_a_role_is_told_which(string right, string role)
    {
        var options = Options.Create(new BusOptions { FullyQualifiedNamespace = "name.servicebus.windows.net" });
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var access = new BusAccess(options, loggers.CreateLogger<BusAccess>());

        access.Refuse("node-reports", Enum.Parse<BusRight>(right), new UnauthorizedAccessException());

        Assert.Equal(
            $"{right} on queue node-reports of name.servicebus.windows.net is refused; assign the role {role} on the queue to the managed identity of this process",
            Assert.Single(_log.Lines));
        Assert.Equal($"Service Bus refuses the credentials; assign the role {role} on the queue to the managed identity of this process.", access.Refusal);
    }

    [Theory]
    [InlineData(null, "this process has no Azure identity: run it with a managed identity, or set ServiceBus to a connection string")]
    [InlineData("id", "Azure issues no token for the identity ServiceBus__ClientId: assign that identity to the machine of this process, or correct the id")]
    public void A_process_without_an_identity_is_told_once_and_then_which_role_it_lacks(string? clientId, string remedy)
    {
        var options = Options.Create(new BusOptions { FullyQualifiedNamespace = "name.servicebus.windows.net", ClientId = clientId });
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var access = new BusAccess(options, loggers.CreateLogger<BusAccess>());

        var error = new CredentialUnavailableException("DefaultAzureCredential failed to retrieve a token …");
        access.Refuse("node-reports", BusRight.Send, error);
        access.Refuse("node-reports", BusRight.Send, new ServiceBusException(error.Message, ServiceBusFailureReason.GeneralError, innerException: error));

        Assert.Equal($"Send on queue node-reports of name.servicebus.windows.net is refused; {remedy}", Assert.Single(_log.Lines));
        Assert.Equal($"Service Bus refuses the credentials; {remedy}.", access.Refusal);
        access.Refuse("node-reports", BusRight.Send, new UnauthorizedAccessException());
        Assert.Contains("assign the role", _log.Lines.Last(), StringComparison.Ordinal);
    }

    private async Task<IHost> StartAsync(params string[] sendsTo)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [new("ServiceBus", _emulator.ConnectionString), new("ServiceBus:SendTimeout", "00:01:00"), new("ServiceBus:MaxBackoff", "200ms")]);
        builder.Logging.AddProvider(_log);
        builder.Services.AddMessageBus(builder.Configuration, sendsTo);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
