using Amqp;
using Microsoft.Extensions.Logging;

namespace Signal.Bus.Amqp;

/// <summary>One open AMQP connection with its authorization. When it breaks, everything on it is gone and a new one is made.</summary>
internal sealed partial class BusConnection : IAsyncDisposable
{
    private const int MaxLinks = 4096;

    private readonly Connection _connection;
    private readonly CbsAuthorization _authorization;

    private BusConnection(Connection connection, CbsAuthorization authorization)
    {
        _connection = connection;
        _authorization = authorization;
    }

    public bool IsClosed => _connection.IsClosed;

    public static async Task<BusConnection> OpenAsync(
        ServiceBusConnectionString target, BusOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(options.OperationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, cancellationToken);
        Connection? connection = null;
        try
        {
            connection = await CreateFactory().CreateAsync(ToAddress(target), either.Token);
            LogConnected(logger, target);
            var open = connection;
            return new(open, new CbsAuthorization(cancellation => RequestLink.OpenAsync(open, "$cbs", options.OperationTimeout, time, cancellation), target, time, logger));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            connection?.Abandon();
            throw new TimeoutException($"{target} did not answer within {options.OperationTimeout}.");
        }
        catch
        {
            connection?.Abandon();
            throw;
        }
    }

    /// <summary>A session of its own for each link: an error on one then touches no other.</summary>
    public async Task<Session> BeginAsync(string entity, CancellationToken cancellationToken)
    {
        await _authorization.AuthorizeAsync(entity, cancellationToken);
        return new Session(_connection);
    }

    /// <summary>Opens a queue's management node.</summary>
    public async Task<RequestLink> OpenManagementAsync(string queue, BusOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var node = $"{queue}/$management";
        await _authorization.AuthorizeAsync(queue, cancellationToken);
        await _authorization.AuthorizeAsync(node, cancellationToken);
        return await RequestLink.OpenAsync(_connection, node, options.OperationTimeout, time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _authorization.DisposeAsync();
        _connection.Abandon();
    }

    private static ConnectionFactory CreateFactory()
    {
        var factory = new ConnectionFactory();
        factory.AMQP.MaxSessionsPerConnection = MaxLinks;
        factory.AMQP.IdleTimeout = (int)TimeSpan.FromMinutes(2).TotalMilliseconds;
        factory.SASL.Profile = global::Amqp.Sasl.SaslProfile.Anonymous;
        return factory;
    }

    private static Address ToAddress(ServiceBusConnectionString target) =>
        new(target.Host, target.Port, user: null, password: null, path: "/", scheme: target.UseTls ? "AMQPS" : "AMQP");

    [LoggerMessage(4100, LogLevel.Information, "Connected to the bus at {Target}")]
    private static partial void LogConnected(ILogger logger, ServiceBusConnectionString target);
}
