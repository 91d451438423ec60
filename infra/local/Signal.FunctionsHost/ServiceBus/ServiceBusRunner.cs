using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.Bus;
using Signal.Contracts.Bus;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Invocation;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Runs one Service Bus function; when the broker is lost it comes back by itself. On stop the calls under way may end.</summary>
internal sealed class ServiceBusRunner : BackgroundService
{
    private static readonly JsonSerializerOptions DefaultJson = new() { PropertyNameCaseInsensitive = true };

    private readonly CancellationTokenSource _abort = new();
    private readonly string _queue;
    private readonly IMessagePump _pump;
    private readonly Backoff _backoff;
    private readonly ILogger _logger;

    public ServiceBusRunner(
        FunctionDefinition function,
        HostJson hostJson,
        BusConnections connections,
        IConfiguration configuration,
        IServiceProvider services,
        TimeProvider time,
        ILogger<ServiceBusRunner> logger)
    {
        var trigger = (ServiceBusTrigger)function.Trigger;
        var settings = hostJson.Extensions.ServiceBus;
        if (!trigger.AutoComplete || !settings.AutoCompleteMessages)
        {
            throw new StartupException($"function '{function.Name}': this host settles the messages itself; autoCompleteMessages must be true");
        }

        _queue = SettingReference.Resolve(trigger.Queue, function.Name, configuration);
        _backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), time);
        _logger = logger;
        var client = connections.For(function, trigger);
        var handler = new MessageHandler(function, new FunctionInvoker(function), new MessageParameters(function, services.GetService<JsonSerializerOptions>() ?? DefaultJson), services, logger);
        _pump = trigger.Sessions
            ? new SessionPump(client, _queue, settings, handler, time, logger)
            : new QueuePump(client, _queue, settings, handler, time, logger);
        logger.Found("Service Bus", function.Name, trigger.Sessions ? $"{_queue}, by session" : _queue);
    }

    /// <summary>Takes no new messages and waits for the calls under way; when <paramref name="cancellationToken"/> fires they are told to end.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var late = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _pump.RunAsync(_backoff.Reset, stoppingToken, _abort.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception failure) when (failure is BusLockLostException or BusUnavailableException)
            {
                _logger.ReceiveInterrupted(_queue, failure.Message);
                await _backoff.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
