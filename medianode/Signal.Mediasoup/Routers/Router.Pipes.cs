using System.Collections.Concurrent;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    // The links to routers of a greater id.
    private readonly ConcurrentDictionary<RouterId, PipeLink> _links = [];

    /// <summary>
    /// Makes a producer or a data producer of this router one of another router of this process. The first call for a router connects
    /// the two; whatever else is piped between them, either way, goes over the same pair of transports. Closing goes both ways, pausing and
    /// resuming follow the original.
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
            var pair = await LinkTo(options).PairFromAsync(this, cancellationToken);
            return await PipeAsync(producer, pair, options.KeepId, cancellationToken);
        }

        var dataProducer = FindDataProducer(options.DataProducerId!.Value)
            ?? throw new NotFoundException($"There is no data producer {options.DataProducerId}.");
        return await PipeAsync(
            dataProducer, await LinkTo(options).PairFromAsync(this, cancellationToken), options.KeepId, cancellationToken);
    }

    /// <summary>Forgets a link that has ended.</summary>
    internal void Unlink(Router other, PipeLink link) => _links.TryRemove(new(other.Id, link));

    // The router of the lower id owns the link of two, so that both directions agree on one.
    private PipeLink LinkTo(PipeToRouterOptions options)
    {
        var (owner, other) = string.CompareOrdinal(Id.Value, options.Router.Id.Value) < 0 ? (this, options.Router) : (options.Router, this);
        return owner._links.GetOrAdd(
            other.Id,
            static (_, create) => new PipeLink(create.Owner, create.Other, create.Options),
            (Owner: owner, Other: other, Options: options));
    }
}
