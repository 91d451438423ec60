using System.Collections.Concurrent;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>The message bus on Azure Service Bus: one client, a sender for each queue, a receive loop for each session.</summary>
internal sealed class ServiceBusMessageBus : IMessageBus
{
    /// <summary>High enough that <see cref="BusOptions.SendTimeout"/> is the effective limit.</summary>
    private const int MaxRetries = 50;

    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);
    private readonly ServiceBusClient _client;
    private readonly BusOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ServiceBusMessageBus(IOptions<BusOptions> options, TimeProvider time, ILogger<ServiceBusMessageBus> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _client = CreateClient(_options);
    }

    public async Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        using var activity = BusActivity.StartSend(queue, messages.Count);
        var refused = await SendInTimeAsync(queue, messages, cancellationToken);
        if (refused.Count > 0)
        {
            throw new BusMessageRefusedException([.. refused]);
        }
    }

    public Task ReceiveSessionAsync(
        string queue,
        string sessionId,
        Func<BusMessage, CancellationToken, Task> handler,
        Action<BusSessionState> onState,
        CancellationToken cancellationToken) =>
        new SessionReceiver(_client, queue, sessionId, handler, onState, _options, _time, _logger).RunAsync(cancellationToken);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<IReadOnlyCollection<BusRefusal>> SendInTimeAsync(
        string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.SendTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var sender = new QueueSender(_senders.GetOrAdd(queue, _client.CreateSender));

            // The SDK does not observe cancellation while it opens a connection.
            return await sender.SendAsync(messages, linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException(
                $"{_client.FullyQualifiedNamespace} did not accept the messages for {queue} within {_options.SendTimeout}", error);
        }
        catch (Exception error) when (BrokerErrors.IsOutage(error))
        {
            throw new BusUnavailableException($"{_client.FullyQualifiedNamespace} did not accept the messages for {queue}: {error.Message}", error);
        }
    }

    private static ServiceBusClient CreateClient(BusOptions options)
    {
        var settings = new ServiceBusClientOptions();
        settings.RetryOptions.MaxRetries = MaxRetries;
        settings.RetryOptions.TryTimeout = options.OperationTimeout;
        settings.RetryOptions.Delay = options.MinBackoff;
        settings.RetryOptions.MaxDelay = options.MaxBackoff;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new ServiceBusClient(connectionString, settings)
            : new ServiceBusClient(
                options.FullyQualifiedNamespace,
                new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId }),
                settings);
    }
}
