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
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _audiences = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Func<CancellationToken, Task<RequestLink>> _open;
    private readonly ServiceBusConnectionString _target;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _refreshing;
    private RequestLink? _link;

    /// <param name="open">Opens a link to the node: at first use, and again when the broker has closed an idle one.</param>
    /// <param name="target">What the tokens are for, and the key that signs them.</param>
    /// <param name="time">The clock of their expiry.</param>
    /// <param name="logger">Where to log.</param>
    public CbsAuthorization(Func<CancellationToken, Task<RequestLink>> open, ServiceBusConnectionString target, TimeProvider time, ILogger logger)
    {
        _open = open;
        _target = target;
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
        if (_link is not null)
        {
            await _link.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TokenLifetime * 0.7, _time);
        while (await TickAsync(timer, cancellationToken))
        {
            foreach (var audience in _audiences.Keys)
            {
                try
                {
                    await PutTokenAsync(audience, cancellationToken);
                }
                catch (Exception error) when (BusErrors.IsFromBroker(error) || error is OperationCanceledException)
                {
                    // The next link to it asks for a new token, whatever becomes of those that are open.
                    _audiences.TryRemove(audience, out _);
                    LogRefreshFailed(_logger, audience, error.Message);
                }
            }
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<RequestLink> GetLinkAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _link = _link is { IsClosed: false } open ? open : await _open(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task PutTokenAsync(string audience, CancellationToken cancellationToken)
    {
        var expiresAt = _time.GetUtcNow() + TokenLifetime;
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
        var link = await GetLinkAsync(cancellationToken);
        var answer = await link.RequestAsync(request, cancellationToken);
        var status = Convert.ToInt32(answer.ApplicationProperties?["status-code"] ?? 0, CultureInfo.InvariantCulture);
        if (status is not (200 or 202))
        {
            var reason = answer.ApplicationProperties?["status-description"] as string ?? "no reason given";
            throw new AmqpException(ErrorCode.UnauthorizedAccess, $"The broker refused the token for {audience}: {status} {reason}");
        }
    }

    [LoggerMessage(4110, LogLevel.Warning, "The token for {Audience} could not be renewed: {Reason}")]
    private static partial void LogRefreshFailed(ILogger logger, string audience, string reason);
}
