using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Links;

/// <summary>
/// A link to another node: requests and notifications over one WebSocket, in order, in both directions. No sender waits for a slow link:
/// messages are queued, and when too many bytes are waiting, the link ends.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer or wait handle needs no disposal.")]
internal sealed partial class Link
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    // Without the escapes that only HTML needs: they make the text of peers up to six times as long.
    private static readonly JsonTypeInfo<LinkFrame> Frame =
        new LinkJson(new JsonSerializerOptions(LinkJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).LinkFrame;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WebSocket _socket;
    private readonly NodeLinkOptions _options;
    private readonly LinkHandlers _handlers;
    private readonly LinkMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _idle;
    private int _queuedBytes;
    private int _holders;
    private bool _ending;
    private string? _reason;

    /// <summary>Creates a link over an open socket; <see cref="RunAsync"/> runs it.</summary>
    public Link(
        NodeInstance remote,
        WebSocket socket,
        NodeLinkOptions options,
        LinkHandlers handlers,
        LinkMetrics metrics,
        TimeProvider time,
        ILogger<Link> logger)
    {
        (Remote, _socket, _options, _handlers, _metrics, _time, _logger) = (remote, socket, options, handlers, metrics, time, logger);
        _idle = time.CreateTimer(_ => CloseUnused(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The other node.</summary>
    public NodeInstance Remote { get; }

    /// <summary>Cancelled when the link has ended.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Runs the link until it ends.</summary>
    public async Task RunAsync()
    {
        LogOpened(Remote);
        var writing = WriteAsync();
        try
        {
            await ReadAsync();
        }
        catch (LinkProtocolException error)
        {
            Abort(error.Message);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException)
        {
            Abort("connection lost");
        }
        catch (Exception error)
        {
            LogFailed(error, Remote);
            Abort("failed");
        }

        End("closed by the other node");
        await writing;
        _socket.Dispose();
        await _idle.DisposeAsync();
        await _closed.CancelAsync();
        FailRequests();
        LogClosed(Remote, _reason!);
    }

    /// <summary>Sends a notification. It is dropped when the link has ended.</summary>
    public void Notify<T>(LinkNotification<T> notification, T body)
    {
        var frame = Encode(new LinkFrame { Method = notification.Name, Body = JsonSerializer.SerializeToElement(body, notification.Body) });
        lock (_lock)
        {
            Enqueue(frame);
        }
    }

    /// <summary>Ends the link at once.</summary>
    public void Abort(string reason)
    {
        if (End(reason))
        {
            _metrics.LinkLost();
        }

        _socket.Abort();
    }

    /// <summary>Ends the link after the messages that are queued.</summary>
    public void Close(string reason)
    {
        if (End(reason))
        {
            _ = AbortLateAsync();
        }
    }

    /// <summary>Keeps the link open until the lease is disposed. Returns null when the link has ended.</summary>
    public LinkLease? TryHold()
    {
        lock (_lock)
        {
            if (_ending)
            {
                return null;
            }

            _holders++;
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return new LinkLease(this);
        }
    }

    /// <summary>Ends the effect of <see cref="TryHold"/>.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            if (--_holders == 0 && !_ending)
            {
                _idle.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void CloseUnused()
    {
        lock (_lock)
        {
            if (_holders > 0)
            {
                return;
            }

            Close("unused");
        }
    }

    private bool End(string reason)
    {
        lock (_lock)
        {
            if (_ending)
            {
                return false;
            }

            (_ending, _reason) = (true, reason);
        }

        _queue.Writer.Complete();
        return true;
    }

    private byte[] Encode(LinkFrame frame)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(frame, Frame);
        return bytes.Length <= _options.MaxMessageBytes
            ? bytes
            : throw new InvalidOperationException($"A message of {bytes.Length} bytes is too large for a link.");
    }

    /// <summary>Requires the lock, so that messages are sent in the order of their numbers.</summary>
    private void Enqueue(byte[] frame)
    {
        if (Interlocked.Add(ref _queuedBytes, frame.Length) > _options.MaxQueuedBytes)
        {
            Abort("too slow: its queue is full");
        }

        _queue.Writer.TryWrite(frame);
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frame in _queue.Reader.ReadAllAsync())
            {
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                Interlocked.Add(ref _queuedBytes, -frame.Length);
                _metrics.MessageSent(frame.Length);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            Abort("connection lost");
        }
    }

    /// <summary>A node that does not confirm the end of the link is disconnected.</summary>
    private async Task AbortLateAsync()
    {
        await Task.Delay(CloseTimeout, _time, Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Abort();
    }

    [LoggerMessage(EventIds.LinkFailed, LogLevel.Error, "Link with node {Node} failed")]
    private partial void LogFailed(Exception error, NodeInstance node);

    [LoggerMessage(EventIds.LinkOpened, LogLevel.Information, "Link with node {Node} opened")]
    private partial void LogOpened(NodeInstance node);

    [LoggerMessage(EventIds.LinkClosed, LogLevel.Information, "Link with node {Node} closed: {Reason}")]
    private partial void LogClosed(NodeInstance node, string reason);
}
