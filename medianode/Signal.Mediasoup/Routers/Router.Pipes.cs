using System.Collections.Concurrent;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    private static readonly TransportListenInfo Loopback = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    // One pair of transports for each other router; both routers know it.
    private readonly ConcurrentDictionary<RouterId, Lazy<Task<PipeTransportPair>>> _pipes = [];

    /// <summary>
    /// Makes a producer or a data producer of this router one of another router of this process. The first call for a router connects
    /// the two; whatever else is piped between them, either way, goes over the same pair of transports. Closing, pausing and resuming
    /// follow the original.
    /// </summary>
    /// <exception cref="ArgumentException">Not exactly one of the two ids was given, or the router is this one.</exception>
    /// <exception cref="NotFoundException">This router has no such producer or data producer.</exception>
    /// <exception cref="RequestRejectedException">The routers are in one worker, and the id is to be kept.</exception>
    public async Task<PipeToRouterResult> PipeToRouterAsync(PipeToRouterOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Router, nameof(options));
        ThrowIfClosed();
        if (options.ProducerId is null == options.DataProducerId is null)
        {
            throw new ArgumentException("Exactly one of the producer id and the data producer id must be given.", nameof(options));
        }

        if (options.Router == this)
        {
            throw new ArgumentException("A router cannot be piped to itself.", nameof(options));
        }

        if (options.KeepId && options.Router.Worker == Worker)
        {
            throw new ArgumentException("Routers of one worker cannot have producers of the same id.", nameof(options));
        }

        if (options.ListenInfo is not null)
        {
            ListenInfoValidation.Validate(options.ListenInfo, nameof(options));
        }

        if (options.ProducerId is { } producerId)
        {
            var producer = FindProducer(producerId) ?? throw new NotFoundException($"There is no producer {producerId}.");
            var pair = await ConnectAsync(options, cancellationToken);
            return await PipeAsync(producer, pair, options.KeepId, cancellationToken);
        }

        var dataProducer = FindDataProducer(options.DataProducerId!.Value)
            ?? throw new NotFoundException($"There is no data producer {options.DataProducerId}.");
        return await PipeAsync(dataProducer, await ConnectAsync(options, cancellationToken), options.KeepId, cancellationToken);
    }

    // The pair is shared, so one caller's cancellation does not stop it.
    private async Task<PipeTransportPair> ConnectAsync(PipeToRouterOptions options, CancellationToken cancellationToken)
    {
        var other = options.Router;
        var made = new Lazy<Task<PipeTransportPair>>(() => CreatePairAsync(options));

        // Both directions take the lock of the lower id's router, so that they agree on one pair.
        var first = string.CompareOrdinal(Id.Value, other.Id.Value) < 0 ? this : other;
        Lazy<Task<PipeTransportPair>> pipe;
        lock (first._pipes)
        {
            pipe = _pipes.GetOrAdd(other.Id, made);
            if (pipe == made)
            {
                other._pipes[Id] = new Lazy<Task<PipeTransportPair>>(async () => (await made.Value).Reversed());
            }
        }

        return await pipe.Value.WaitAsync(cancellationToken);
    }

    private async Task<PipeTransportPair> CreatePairAsync(PipeToRouterOptions options)
    {
        var other = options.Router;
        PipeTransport? local = null;
        PipeTransport? remote = null;
        try
        {
            var transportOptions = new PipeTransportOptions
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
            var creations = (Local: CreatePipeTransportAsync(transportOptions), Remote: other.CreatePipeTransportAsync(transportOptions));
            await ((Task)Task.WhenAll(creations.Local, creations.Remote)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            local = creations.Local.IsCompletedSuccessfully ? creations.Local.Result : null;
            remote = creations.Remote.IsCompletedSuccessfully ? creations.Remote.Result : null;
            await Task.WhenAll(creations.Local, creations.Remote);
            await Task.WhenAll(local!.ConnectAsync(To(remote!)), remote!.ConnectAsync(To(local)));
            local.Observer.OnClose += () => Disconnect(other, remote);
            remote.Observer.OnClose += () => Disconnect(other, local);
            return local.Closed || remote.Closed
                ? throw new InvalidStateException("One of the routers was closed.")
                : new PipeTransportPair(local, remote);
        }
        catch
        {
            Disconnect(other, local);
            Disconnect(other, remote);
            throw;
        }
    }

    private void Disconnect(Router other, PipeTransport? transport)
    {
        _pipes.TryRemove(other.Id, out _);
        other._pipes.TryRemove(Id, out _);
        transport?.Close();
    }

    private static PipeTransportConnectOptions To(PipeTransport other) => new()
    {
        Ip = other.Tuple.LocalAddress,
        Port = other.Tuple.LocalPort,
        SrtpParameters = other.SrtpParameters,
    };
}
