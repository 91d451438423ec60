using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>
/// A namespace over AMQP 1.0: one connection, opened at first use and again after it broke, and the links on it. Thread-safe.
/// </summary>
public sealed partial class AmqpBusClient : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, BusSender> _senders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RequestLink> _managements = new(StringComparer.Ordinal);
    private readonly BusOptions _options;
    private readonly ServiceBusConnectionString _target;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private BusConnection? _connection;
    private bool _disposed;

    /// <summary>Creates the client; nothing is connected yet.</summary>
    /// <exception cref="FormatException">The connection string cannot be read.</exception>
    public AmqpBusClient(IOptions<BusOptions> options, TimeProvider time, ILogger<AmqpBusClient> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _target = ServiceBusConnectionString.TryParse(_options.ConnectionString ?? string.Empty, out var target, out var error)
            ? target
            : throw new FormatException(error);
    }

    /// <summary>Opens a receiver of a queue without sessions (or of <c>queue/$DeadLetterQueue</c>).</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="prefetch">The most messages that are received and not yet settled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BusUnavailableException">The broker cannot be reached or refuses.</exception>
    public Task<BusReceiver> OpenReceiverAsync(string queue, int prefetch, CancellationToken cancellationToken) =>
        WithConnectionAsync($"receive from {queue}", async connection =>
            await BusReceiver.OpenAsync(this, connection, queue, filter: null, prefetch, _options.OperationTimeout, _time, cancellationToken), cancellationToken);

    /// <summary>Locks a session: the one named, or, when <paramref name="sessionId"/> is null, any that has messages and that nobody holds.</summary>
    /// <returns>The receiver; null when no session came free within <paramref name="maxWait"/>, or another receiver holds the one named.</returns>
    /// <exception cref="BusUnavailableException">The broker cannot be reached or refuses.</exception>
    public async Task<BusReceiver?> AcceptSessionAsync(string queue, string? sessionId, int prefetch, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        try
        {
            return await WithConnectionAsync($"accept a session of {queue}", async connection =>
                await BusReceiver.OpenAsync(this, connection, queue, SessionFilter.For(sessionId), prefetch, maxWait, _time, cancellationToken), cancellationToken);
        }
        catch (BusUnavailableException error) when (error.InnerException is { } inner
            && (BusErrors.Is(inner, AmqpConditions.Timeout) || BusErrors.Is(inner, AmqpConditions.SessionCannotBeLocked)))
        {
            return null;
        }
    }

    /// <summary>Closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            _disposed = true;
            await DropConnectionAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    internal async Task ManageAsync(string queue, Func<RequestLink, Task> request, CancellationToken cancellationToken) =>
        await WithConnectionAsync($"manage {queue}", async connection =>
        {
            await request(await GetManagementAsync(connection, queue, cancellationToken));
            return true;
        }, cancellationToken);

    private async Task<T> WithConnectionAsync<T>(string purpose, Func<BusConnection, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use(await GetConnectionAsync(cancellationToken));
        }
        catch (Exception error) when (BusErrors.IsFromBroker(error))
        {
            throw new BusUnavailableException($"Could not {purpose} at {_target}: {error.Message}", error);
        }
    }

    private async Task<BusConnection> GetConnectionAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is not { IsClosed: false })
            {
                await DropConnectionAsync();
                _connection = await BusConnection.OpenAsync(_target, _options, _time, _logger, cancellationToken);
            }

            return _connection;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<RequestLink> GetManagementAsync(BusConnection connection, string queue, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_managements.TryGetValue(queue, out var link) || link.IsClosed)
            {
                link = _managements[queue] = await connection.OpenManagementAsync(queue, _options, _time, cancellationToken);
            }

            return link;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task DropConnectionAsync()
    {
        _senders.Clear();
        _managements.Clear();
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
