using System.Collections.Concurrent;
using System.Net.Sockets;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;

namespace Signal.Bus.Azure;

/// <summary>The bus over the Azure SDK: one client, a sender for each queue, a session processor for each session that is received.</summary>
internal sealed partial class AzureMessageBus : IMessageBus
{
    /// <summary>More than fit into the time that a send may take: the time is the limit.</summary>
    private const int MaxRetries = 50;

    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);
    private readonly ServiceBusClient _client;
    private readonly BusOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public AzureMessageBus(IOptions<BusOptions> options, TimeProvider time, ILogger<AzureMessageBus> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _client = CreateClient(_options);
    }

    public async Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        using var activity = BusActivity.StartSend(queue, messages.Count);
        using var bounded = new CancellationTokenSource(_options.SendTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, cancellationToken);
        try
        {
            var sender = _senders.GetOrAdd(queue, _client.CreateSender);
            await BatchSending.SendAsync(sender, messages, either.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"{_client.FullyQualifiedNamespace} did not take the messages for {queue} within {_options.SendTimeout}.", error);
        }
        catch (Exception error) when (IsFromBroker(error))
        {
            throw new BusUnavailableException($"{_client.FullyQualifiedNamespace} did not take the messages for {queue}: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders.Values)
        {
            await sender.DisposeAsync();
        }

        await _client.DisposeAsync();
    }

    private static ServiceBusClient CreateClient(BusOptions options)
    {
        var settings = new ServiceBusClientOptions();
        settings.RetryOptions.MaxRetries = MaxRetries;
        settings.RetryOptions.TryTimeout = options.OperationTimeout;
        settings.RetryOptions.Delay = options.MinBackoff;
        settings.RetryOptions.MaxDelay = options.MaxBackoff;
        return options.ConnectionString is { } connectionString
            ? new ServiceBusClient(connectionString, settings)
            : new ServiceBusClient(options.FullyQualifiedNamespace, new DefaultAzureCredential(), settings);
    }

    private static bool IsFromBroker(Exception error) =>
        error is ServiceBusException or UnauthorizedAccessException or AuthenticationFailedException or TimeoutException or SocketException or IOException;
}
