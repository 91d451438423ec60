using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging;

namespace Signal.Bus.Amqp;

/// <summary>
/// Puts tokens on a connection's <c>$cbs</c> node (https://docs.oasis-open.org/amqp/amqp-cbs/v1.0/amqp-cbs-v1.0.html) before links are opened,
/// and again before they expire, for as long as the connection lives.
/// </summary>
internal sealed partial class CbsAuthorization : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _audiences = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly RequestLink _link;
    private readonly ServiceBusConnectionString _target;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _refreshing;

    public CbsAuthorization(RequestLink link, ServiceBusConnectionString target, TimeSpan lifetime, TimeProvider time, ILogger logger)
    {
        _link = link;
        _target = target;
        _lifetime = lifetime;
        _time = time;
        _logger = logger;
        _refreshing = RefreshAsync(_closing.Token);
    }

    /// <summary>Makes sure that links to an entity may be opened.</summary>
    public async Task AuthorizeAsync(string entity, CancellationToken cancellationToken)
    {
        var audience = _target.Audience(entity);
        var authorized = _audiences.GetOrAdd(audience, key => new Lazy<Task>(() => PutTokenAsync(key, _closing.Token)));
        try
        {
            await authorized.Value.WaitAsync(cancellationToken);
        }
        catch
        {
            _audiences.TryRemove(KeyValuePair.Create(audience, authorized));
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _refreshing;
        await _link.DisposeAsync();
        _closing.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_lifetime * 0.7, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken) && !_link.IsClosed)
            {
                foreach (var audience in _audiences.Keys)
                {
                    await PutTokenAsync(audience, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is AmqpException or TimeoutException)
        {
            LogRefreshFailed(_logger, error);
        }
    }

    private async Task PutTokenAsync(string audience, CancellationToken cancellationToken)
    {
        var expiresAt = _time.GetUtcNow() + _lifetime;
        var request = new Message
        {
            BodySection = new AmqpValue { Value = SharedAccessSignature.Create(audience, _target.KeyName, _target.Key, expiresAt) },
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "put-token",
                ["type"] = "servicebus.windows.net:sastoken",
                ["name"] = audience,
                ["expiration"] = expiresAt.UtcDateTime,
            },
        };
        var answer = await _link.RequestAsync(request, cancellationToken);
        var status = Convert.ToInt32(answer.ApplicationProperties?["status-code"] ?? 0, CultureInfo.InvariantCulture);
        if (status is not (200 or 202))
        {
            var reason = answer.ApplicationProperties?["status-description"] as string ?? "no reason given";
            throw new AmqpException(ErrorCode.UnauthorizedAccess, $"The broker refused the token for {audience}: {status} {reason}");
        }
    }

    [LoggerMessage(4110, LogLevel.Warning, "The bus token could not be renewed; the broker will close the connection's links when it expires")]
    private static partial void LogRefreshFailed(ILogger logger, Exception error);
}
