using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The WebRTC transports of a peer.</summary>
internal sealed class PeerTransports(Peer peer)
{
    private readonly Dictionary<string, PeerTransport> _transports = new(StringComparer.Ordinal);
    private readonly ConnectionAttempt _attempt = new(peer.Token.Tenant, peer.Token.UserId, peer.Services.Metrics.Connections, peer.Services.Time);

    /// <summary>The transport of new consumers: the first one that was created for receiving.</summary>
    public PeerTransport? Consuming => _transports.Values.FirstOrDefault(entry => entry.Consuming && !entry.Transport.Closed);

    /// <summary>The open transports.</summary>
    public IEnumerable<PeerTransport> All => _transports.Values.Where(entry => !entry.Transport.Closed);

    /// <summary><c>createWebRtcTransport</c>.</summary>
    public async Task<CreatedTransport> CreateAsync(CreateWebRtcTransportRequest request)
    {
        if (_transports.Count >= peer.Services.Limits.Transports)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"A peer can have at most {peer.Services.Limits.Transports} transports.");
        }

        if (request.Consuming && !peer.Budget.Receptions.TryTake())
        {
            throw new SignalException(SignalErrorCode.RateLimited, "Too many new transports for receiving in a short time.");
        }

        var media = await peer.MediaAsync();
        var transport = await media.Router.CreateWebRtcTransportAsync(
            Options(request, media) with { OnCreated = created => Watch(created, request.Consuming) });
        media.Slot.Transports.Add(transport, transport.Observer);
        _transports[transport.Id.Value] = new PeerTransport(transport, media, request.Consuming);
        await LimitAsync(transport, request.Consuming);
        if (request.Consuming)
        {
            peer.Post(peer.SubscribeToAllAsync);
        }

        return new CreatedTransport(
            transport.Id.Value, transport.IceParameters, [.. transport.IceCandidates], transport.DtlsParameters, transport.SctpParameters);
    }

    /// <summary><c>connectWebRtcTransport</c>.</summary>
    public async Task ConnectAsync(ConnectWebRtcTransportRequest request)
    {
        var entry = Get(request.TransportId);
        if (entry.Connected)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The transport is already connected.");
        }

        await entry.Transport.ConnectAsync(request.DtlsParameters);
        entry.Connected = true;
        _attempt.Begin(entry.Transport);
    }

    /// <summary><c>restartIce</c>.</summary>
    public Task<IceParameters> RestartIceAsync(TransportRequest request) => Get(request.TransportId).Transport.RestartIceAsync();

    /// <summary><c>closeTransport</c>.</summary>
    public Task CloseAsync(TransportRequest request)
    {
        Get(request.TransportId).Transport.Close();
        _transports.Remove(request.TransportId);

        // Streams that it received are offered again over the transport that has replaced it, if there is one.
        peer.Post(peer.SubscribeToAllAsync);
        return Task.CompletedTask;
    }

    /// <summary><c>getTransportStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(TransportRequest request) => Stats.Of(await Get(request.TransportId).Transport.GetStatsAsync());

    /// <summary>Returns the peer's transport with that id.</summary>
    /// <exception cref="SignalException">No such transport exists.</exception>
    public PeerTransport Get(string transportId) =>
        _transports.TryGetValue(transportId, out var entry) && !entry.Transport.Closed
            ? entry
            : throw new SignalException(SignalErrorCode.NotFound, "Transport not found.");

    /// <summary>Closes all transports, and with them the peer's producers and consumers.</summary>
    public void CloseAll()
    {
        foreach (var entry in _transports.Values)
        {
            entry.Transport.Close();
        }

        _transports.Clear();
    }

    /// <summary>Removes the transports that died with their worker.</summary>
    public void Forget()
    {
        foreach (var dead in _transports.Where(entry => entry.Value.Transport.Closed).Select(entry => entry.Key).ToList())
        {
            _transports.Remove(dead);
        }
    }

    private WebRtcTransportOptions Options(CreateWebRtcTransportRequest request, RoomMedia media)
    {
        var settings = peer.Services.Transports;
        return new WebRtcTransportOptions
        {
            WebRtcServer = media.Slot.Server,
            EnableUdp = !request.ForceTcp,
            EnableTcp = true,
            PreferUdp = !request.ForceTcp,
            EnableSctp = request.SctpCapabilities is not null,
            InitialAvailableOutgoingBitrate = settings.InitialOutgoingBitrate,
            MaxSendMessageSize = settings.MaxDataMessageBytes,
            MaxReceiveMessageSize = settings.MaxDataMessageBytes,
        };
    }

    /// <summary>Sends all requests to the worker concurrently.</summary>
    private Task LimitAsync(WebRtcTransport transport, bool consuming)
    {
        var settings = peer.Services.Transports;
        return Task.WhenAll(
            settings.MaxIncomingBitrate is { } incoming ? transport.SetMaxIncomingBitrateAsync(incoming) : Task.CompletedTask,
            settings.MaxOutgoingBitrate is { } outgoing ? transport.SetMaxOutgoingBitrateAsync(outgoing) : Task.CompletedTask,
            consuming ? transport.EnableTraceEventAsync([TransportTraceEventType.Bwe]) : Task.CompletedTask);
    }

    private void Watch(WebRtcTransport transport, bool consuming)
    {
        var failures = peer.Services.Metrics.Failures;
        transport.OnIceStateChange += state => failures.Ice.AddIf(state == IceState.Disconnected);
        transport.OnDtlsStateChange += state => failures.Dtls.AddIf(state == DtlsState.Failed);
        transport.OnSctpStateChange += state => failures.Sctp.AddIf(state == SctpState.Failed);
        if (consuming)
        {
            var throttle = new Throttle(peer.Services.Time, peer.Services.Transports.BweInterval);
            transport.OnTrace += trace =>
            {
                if (trace.Info is { } bwe && throttle.TryPass())
                {
                    peer.Outbox.Notify(new DownlinkBwe(bwe.DesiredBitrate, bwe.EffectiveDesiredBitrate, bwe.AvailableBitrate));
                }
            };
        }
    }
}
