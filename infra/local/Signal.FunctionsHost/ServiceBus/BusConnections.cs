using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Bus;
using Signal.Bus.Amqp;
using Signal.FunctionsHost.App;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>One AMQP connection for each connection setting that triggers name.</summary>
internal sealed class BusConnections(IConfiguration configuration, TimeProvider time, ILogger<AmqpBusClient> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, AmqpBusClient> _clients = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The client for a function's trigger; nothing is connected yet.</summary>
    /// <exception cref="StartupException">The setting is missing or unreadable.</exception>
    public AmqpBusClient For(FunctionDefinition function, ServiceBusTrigger trigger) => _clients.GetOrAdd(trigger.Connection, setting =>
    {
        if (configuration[setting] is not { Length: > 0 } connectionString)
        {
            throw new StartupException($"function '{function.Name}' needs the setting '{setting}' (a Service Bus connection string), which is missing");
        }

        try
        {
            return new AmqpBusClient(Options.Create(new BusOptions { ConnectionString = connectionString }), time, logger);
        }
        catch (FormatException failure)
        {
            throw new StartupException($"the setting '{setting}' of function '{function.Name}': {failure.Message}", failure);
        }
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }
}
