namespace Signal.Mediasoup;

/// <summary>A pair of connected pipe transports between two routers of this process, shared by all producers piped between them.</summary>
internal sealed class PipeLink
{
    private static readonly TransportListenInfo Loopback = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    private readonly Router _owner;
    private readonly Router _other;
    private readonly Lazy<Task<PipeTransportPair>> _pair;

    public PipeLink(Router owner, Router other, PipeToRouterOptions options)
    {
        _owner = owner;
        _other = other;
        _pair = new Lazy<Task<PipeTransportPair>>(() => ConnectAsync(options));
    }

    /// <summary>
    /// Returns the pair, seen from one of the routers. It is shared, so the cancellation of one caller does not cancel its creation.
    /// </summary>
    public async Task<PipeTransportPair> PairFromAsync(Router router, CancellationToken cancellationToken)
    {
        var pair = await _pair.Value.WaitAsync(cancellationToken);
        return router == _owner ? pair : pair.Reversed();
    }

    private async Task<PipeTransportPair> ConnectAsync(PipeToRouterOptions options)
    {
        PipeTransport? local = null;
        PipeTransport? remote = null;
        try
        {
            var transport = TransportOptions(options);
            var creations = (Local: _owner.CreatePipeTransportAsync(transport), Remote: _other.CreatePipeTransportAsync(transport));
            await ((Task)Task.WhenAll(creations.Local, creations.Remote)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            local = creations.Local.IsCompletedSuccessfully ? creations.Local.Result : null;
            remote = creations.Remote.IsCompletedSuccessfully ? creations.Remote.Result : null;
            await Task.WhenAll(creations.Local, creations.Remote);
            await Task.WhenAll(local!.ConnectAsync(To(remote!)), remote!.ConnectAsync(To(local)));
            local.Observer.OnClose += () => End(remote);
            remote.Observer.OnClose += () => End(local);
            return local.Closed || remote.Closed
                ? throw new InvalidStateException("One of the routers was closed.")
                : new PipeTransportPair(local, remote);
        }
        catch
        {
            End(local);
            End(remote);
            throw;
        }
    }

    private void End(PipeTransport? transport)
    {
        _owner.Unlink(_other, this);
        transport?.Close();
    }

    private static PipeTransportOptions TransportOptions(PipeToRouterOptions options) => new()
    {
        ListenInfo = options.ListenInfo ?? Loopback,
        EnableSctp = options.EnableSctp,
        MaxSendMessageSize = options.MaxSendMessageSize,
        MaxReceiveMessageSize = options.MaxReceiveMessageSize,
        SctpSendBufferSize = options.SctpSendBufferSize,
        SctpPerStreamSendQueueLimit = options.SctpPerStreamSendQueueLimit,
        SctpMaxReceiverWindowBufferSize = options.SctpMaxReceiverWindowBufferSize,
        SctpDefaultStreamBufferedAmountLowThreshold = options.SctpDefaultStreamBufferedAmountLowThreshold,
        EnableRtx = options.EnableRtx,
        EnableSrtp = options.EnableSrtp,
    };

    private static PipeTransportConnectOptions To(PipeTransport other) => new()
    {
        Ip = other.Tuple.LocalAddress,
        Port = other.Tuple.LocalPort,
        SrtpParameters = other.SrtpParameters,
    };
}
