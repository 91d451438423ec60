using FBS.Notification;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Connects a router to this process: RTP, RTCP and data messages are sent and received over the channel.</summary>
public sealed class DirectTransport : Transport
{
    internal DirectTransport(Router router, TransportId id, DirectTransportOptions options)
        : base(router, id, options.AppData)
    {
        Observer = new DirectTransportObserver(Listeners);
        Register(this, options.OnCreated);
    }

    /// <summary>An RTCP packet from the router was received.</summary>
    public event Action<ReadOnlyMemory<byte>>? OnRtcp;

    /// <inheritdoc/>
    public override TransportType Type => TransportType.Direct;

    /// <inheritdoc cref="Transport.Observer"/>
    public new DirectTransportObserver Observer { get; }

    private protected override TransportObserver BaseObserver => Observer;

    /// <inheritdoc cref="Transport.DumpAsync"/>
    public new Task<DirectTransportDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_DUMP,
            Id.Value,
            static response => new DirectTransportDump(response.BodyAsDirectTransport_DumpResponse()),
            cancellationToken);
    }

    /// <inheritdoc cref="Transport.GetStatsAsync"/>
    public new Task<DirectTransportStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_GET_STATS,
            Id.Value,
            static response => new DirectTransportStat(response.BodyAsDirectTransport_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Sends an RTCP packet to the router.</summary>
    /// <exception cref="ArgumentException">The packet is empty or too large for the channel.</exception>
    public void SendRtcp(ReadOnlyMemory<byte> packet)
    {
        ThrowIfClosed();
        if (packet.IsEmpty)
        {
            throw new ArgumentException("The packet is empty.", nameof(packet));
        }

        Channel.Notify(
            Event.TRANSPORT_SEND_RTCP,
            Id.Value,
            FBS.Notification.Body.Transport_SendRtcpNotification,
            packet,
            static (builder, packet) => FBS.Transport.SendRtcpNotification.CreateSendRtcpNotification(
                builder, ByteVector.Write(builder, packet)).Value);
    }

    /// <summary>Not supported: a direct transport has no network.</summary>
    /// <exception cref="UnsupportedException">Always.</exception>
    public override Task SetMaxIncomingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default) => throw NoNetwork();

    /// <summary>Not supported: a direct transport has no network.</summary>
    /// <exception cref="UnsupportedException">Always.</exception>
    public override Task SetMaxOutgoingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default) => throw NoNetwork();

    /// <summary>Not supported: a direct transport has no network.</summary>
    /// <exception cref="UnsupportedException">Always.</exception>
    public override Task SetMinOutgoingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default) => throw NoNetwork();

    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.DIRECTTRANSPORT_RTCP:
                Enqueue<DirectTransport, ReadOnlyMemory<byte>>(
                    this,
                    Vectors.Bytes(content.BodyAsDirectTransport_RtcpNotification().GetDataBytes()),
                    static (transport, packet) => transport.Listeners.Raise(transport.OnRtcp, packet));
                break;
            default:
                base.OnNotification(notification, content);
                break;
        }
    }

    private protected override Task<TransportStat> GetBaseStatsAsync(CancellationToken cancellationToken) =>
        Upcast<DirectTransportStat, TransportStat>(GetStatsAsync(cancellationToken));

    private protected override Task<TransportDump> GetBaseDumpAsync(CancellationToken cancellationToken) =>
        Upcast<DirectTransportDump, TransportDump>(DumpAsync(cancellationToken));

    private static UnsupportedException NoNetwork() => new("A direct transport has no bitrate limits.");
}
