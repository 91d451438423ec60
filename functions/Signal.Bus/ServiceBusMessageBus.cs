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
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);
    private readonly ServiceBusClient _client;
    private readonly BusOptions _options;
    private readonly BusAccess _access;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ServiceBusMessageBus(IOptions<BusOptions> options, BusAccess access, TimeProvider time, ILogger<ServiceBusMessageBus> logger)
    {
        _options = options.Value;
        _access = access;
        _time = time;
        _logger = logger;
        _client = CreateClient(_options);
    }

    public async Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        using var activity = BusActivity.StartSend(queue, messages.Count);
        var sender = _senders.GetOrAdd(queue, _client.CreateSender);
        var refused = await UseAsync(queue, linked => new QueueSender(sender).SendAsync(messages, linked), cancellationToken);
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
        new SessionReceiver(_client, queue, sessionId, handler, onState, _access, _options, _time, _logger).RunAsync(cancellationToken);

    /// <summary>
    /// Opens a link to a queue without sending a message. An outage is not an answer, and is left to the sends to report.
    /// </summary>
    public async Task CheckSendAsync(string queue, CancellationToken cancellationToken)
    {
        // The size limit of a batch is a property of the link, which a sender reads once: another sender opens another link.
        await using var sender = _client.CreateSender(queue);
        try
        {
            using var batch = await UseAsync(queue, linked => sender.CreateMessageBatchAsync(linked).AsTask(), cancellationToken);
        }
        catch (Exception error) when (error is BusUnavailableException || BrokerErrors.EndsSession(error) || cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<T> UseAsync<T>(string queue, Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.SendTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // The SDK does not observe cancellation while it opens a connection.
            var result = await use(linked.Token).WaitAsync(linked.Token);
            _access.Accept(queue, BusRight.Send);
            return result;
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException(
                $"{_client.FullyQualifiedNamespace} did not accept the messages for {queue} within {_options.SendTimeout}", error);
        }
        catch (Exception error) when (BrokerErrors.IsUnauthorized(error))
        {
            _access.Refuse(queue, BusRight.Send, error);
            throw new BusUnavailableException($"{_client.FullyQualifiedNamespace} refused the credentials for {queue}", error);
        }
        catch (Exception error) when (BrokerErrors.IsOutage(error))
        {
            throw new BusUnavailableException($"{_client.FullyQualifiedNamespace} did not accept the messages for {queue}: {error.Message}", error);
        }
    }

    private static ServiceBusClient CreateClient(BusOptions options)
    {
        var settings = new ServiceBusClientOptions();
        settings.RetryOptions.CustomRetryPolicy = new BusRetryPolicy(options);
        settings.RetryOptions.TryTimeout = options.OperationTimeout;
        return options.ConnectionString is { Length: > 0 } connectionString
            ? new ServiceBusClient(connectionString, settings)
            : new ServiceBusClient(
                options.FullyQualifiedNamespace,
                new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId }),
                settings);
    }
}
