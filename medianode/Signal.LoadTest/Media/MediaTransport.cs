using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Org.BouncyCastle.Tls;

namespace Signal.LoadTest.Media;

/// <summary>
/// The client's side of a WebRTC transport over UDP: ICE, DTLS, then SRTP. Media are sent only to an address that has answered with the password
/// of the transport, and as long as it does (RFC 7675).
/// </summary>
internal sealed class MediaTransport : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ConsentInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConsentLifetime = TimeSpan.FromSeconds(30);
    private readonly byte[] _transactionId = RandomNumberGenerator.GetBytes(StunBinding.TransactionIdLength);
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _userName;
    private readonly string _password;
    private readonly string[] _fingerprints;
    private readonly TimeProvider _time;
    private readonly Action _firstPacket;
    private readonly Socket _socket;
    private readonly DtlsDatagrams _datagrams;
    private readonly RtpCounter _counter = new();
    private readonly List<Task> _streams = [];
    private Task _receiving = Task.CompletedTask;
    private Task _consent = Task.CompletedTask;
    private SrtpSender? _sender;
    private long _consentedAt;
    private long _sent;

    private MediaTransport(JsonElement transport, TimeProvider time, Action firstPacket)
    {
        var ice = transport.GetProperty("iceParameters");
        var candidate = transport.GetProperty("iceCandidates").EnumerateArray().FirstOrDefault(entry => entry.GetProperty("protocol").GetString() == "udp");
        if (candidate.ValueKind != JsonValueKind.Object || !IPAddress.TryParse(candidate.GetProperty("address").GetString(), out var address))
        {
            throw new MediaException("ice address", "The node has no UDP candidate with an IP address.");
        }

        _userName = ice.GetProperty("usernameFragment").GetString() + ":load";
        _password = ice.GetProperty("password").GetString()!;
        _fingerprints =
        [
            .. transport.GetProperty("dtlsParameters").GetProperty("fingerprints").EnumerateArray()
                .Where(entry => entry.GetProperty("algorithm").GetString() == "sha-256").Select(entry => entry.GetProperty("value").GetString()!),
        ];
        (_time, _firstPacket) = (time, firstPacket);
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Connect(address, candidate.GetProperty("port").GetInt32());
        _datagrams = new DtlsDatagrams(Send);
    }

    /// <summary>Connects a transport.</summary>
    /// <param name="transport">The answer of <c>createWebRtcTransport</c>.</param>
    /// <param name="identity">The certificate whose fingerprint was sent to the node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="firstPacket">Called when the first RTP packet arrives.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MediaException">The node offers no address, or ICE or DTLS failed.</exception>
    public static async Task<MediaTransport> ConnectAsync(
        JsonElement transport, DtlsIdentity identity, TimeProvider time, Action firstPacket, CancellationToken cancellationToken)
    {
        var media = new MediaTransport(transport, time, firstPacket);
        try
        {
            media._receiving = media.ReceiveAsync();
            await media.ConnectIceAsync(cancellationToken);
            media._consent = media.KeepConsentAsync();
            await media.ConnectDtlsAsync(identity, cancellationToken);
            return media;
        }
        catch
        {
            await media.DisposeAsync();
            throw;
        }
    }

    /// <summary>The RTP packets that were sent, received, and missing.</summary>
    public (long Sent, long Received, long Lost) Packets
    {
        get
        {
            lock (_counter)
            {
                return (Interlocked.Read(ref _sent), _counter.Received, _counter.Lost);
            }
        }
    }

    /// <summary>Begins to send a stream, until the transport is closed.</summary>
    public void Start(RtpSource source) => _streams.Add(SendAsync(source));

    /// <summary>Closes the transport. The node notices when consent is no longer renewed, or when the peer leaves.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _socket.Dispose();
        await Task.WhenAll([_receiving, _consent, .. _streams]);
        _sender?.Dispose();
        _datagrams.Dispose();
        _closed.Dispose();
    }

    private async Task SendAsync(RtpSource source)
    {
        using var timer = new PeriodicTimer(source.Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
            {
                if (_time.GetElapsedTime(Interlocked.Read(ref _consentedAt)) < ConsentLifetime)
                {
                    var packet = source.Next(SrtpSender.TagLength);
                    lock (_sender!)
                    {
                        _sender.Protect(packet);
                    }

                    Send(packet);
                    Interlocked.Increment(ref _sent);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task ConnectIceAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ConnectTimeout, _time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (!_answered.Task.IsCompleted)
        {
            SendBinding();
            await Task.WhenAny(_answered.Task, Task.Delay(RetryInterval, _time, deadline.Token));
            cancellationToken.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested)
            {
                throw new MediaException("ice timeout", "The node does not answer binding requests.");
            }
        }
    }

    /// <summary>The library blocks a thread during the handshake, whose end its own timeout ensures.</summary>
    private async Task ConnectDtlsAsync(DtlsIdentity identity, CancellationToken cancellationToken)
    {
        var client = new DtlsClient(identity, _fingerprints);
        await using var stop = cancellationToken.Register(_datagrams.Close);
        try
        {
            await Task.Factory.StartNew(
                () => new DtlsClientProtocol().Connect(client, _datagrams), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MediaException("dtls failed", error.Message, error);
        }

        _sender = new SrtpSender(client.KeyingMaterial);
    }

    private async Task KeepConsentAsync()
    {
        using var timer = new PeriodicTimer(ConsentInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
            {
                SendBinding();
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private void SendBinding() => Send(StunBinding.Request(_transactionId, _userName, _password));

    private void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.Send(datagram);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The node's port is closed, or this transport: as a lost datagram.
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[2048];
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveAsync(buffer, _closed.Token);
                Take(buffer.AsSpan(0, length));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The node's port is closed, for now or for ever; or this transport is.
                await Task.Delay(RetryInterval, _time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> datagram)
    {
        if (RtpCounter.IsRtp(datagram))
        {
            bool isFirst;
            lock (_counter)
            {
                var before = _counter.Received;
                _counter.Add(datagram);
                isFirst = before == 0 && _counter.Received > 0;
            }

            if (isFirst)
            {
                _firstPacket();
            }
        }
        else if (datagram is [>= 20 and <= 63, ..])
        {
            _datagrams.Add(datagram);
        }
        else if (StunBinding.IsResponse(datagram, _transactionId, _password))
        {
            Interlocked.Exchange(ref _consentedAt, _time.GetTimestamp());
            _answered.TrySetResult();
        }
    }
}
