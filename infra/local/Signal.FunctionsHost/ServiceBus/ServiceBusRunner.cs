using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Settings;
using Signal.FunctionsHost.Worker;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Runs one Service Bus function on its own connection, since stopping two processors of one client blocks for the client's TryTimeout.
/// </summary>
internal sealed class ServiceBusRunner : IHostedService, IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly IMessagePump _pump;

    public ServiceBusRunner(
        FunctionDefinition function,
        AppSettings settings,
        HostJson hostJson,
        WorkerSupervisor workers,
        TimeProvider time,
        ILogger<ServiceBusRunner> logger)
    {
        var trigger = (ServiceBusTrigger)function.Trigger;
        var bus = hostJson.Extensions.ServiceBus;
        var queue = settings.Resolve(trigger.Queue, function.Name);
        var connection = settings.ServiceBusConnection(settings.Resolve(trigger.Connection, function.Name), function.Name);
        try
        {
            _client = new ServiceBusClient(connection, new ServiceBusClientOptions { RetryOptions = bus.ClientRetryOptions });
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new StartupException(
                $"function '{function.Name}': the setting '{trigger.Connection}' is not a Service Bus connection string", failure);
        }

        var handler = new MessageHandler(function, queue, workers, logger);
        _pump = trigger switch
        {
            { Batches: true } => new BatchPump(_client, queue, trigger.Sessions, bus, handler, time),
            { Sessions: true } => new SessionPump(_client, queue, bus, handler),
            _ => new MessagePump(_client, queue, bus, handler),
        };
        var how = (trigger.Sessions ? ", by session" : "") + (trigger.Batches ? ", in batches" : "");
        logger.TriggerAdded("Service Bus", function.Name, queue + how);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _pump.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _pump.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await _client.DisposeAsync();
    }
}
