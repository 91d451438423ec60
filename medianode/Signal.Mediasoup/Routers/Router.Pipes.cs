using System.Collections.Concurrent;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    // The links to routers with a greater id.
    private readonly ConcurrentDictionary<RouterId, PipeLink> _links = [];

    /// <summary>
    /// Pipes a producer or a data producer of this router to another router of this process. The first call for a router connects the two;
    /// all producers piped between them, in either direction, share the same pair of transports. Closing propagates in both directions;
    /// pausing and resuming follow the original.
    /// </summary>
    /// <exception cref="ArgumentException">Not exactly one of the two ids was set, or the target is this router.</exception>
    /// <exception cref="NotFoundException">This router has no producer or data producer with that id.</exception>
    /// <exception cref="RequestRejectedException">Both routers are in one worker with <see cref="PipeToRouterOptions.KeepId"/>.</exception>
    public async Task<PipeToRouterResult> PipeToRouterAsync(PipeToRouterOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Router, nameof(options));
        ThrowIfClosed();
        if (options.ProducerId is null == options.DataProducerId is null)
        {
            throw new ArgumentException("Exactly one of ProducerId and DataProducerId must be set.", nameof(options));
        }

        if (options.Router == this)
        {
            throw new ArgumentException("A router cannot be piped to itself.", nameof(options));
        }

        if (options.KeepId && options.Router.Worker == Worker)
        {
            throw new ArgumentException("Routers of the same worker cannot have producers with the same id.", nameof(options));
        }

        if (options.ListenInfo is not null)
        {
            ListenInfoValidation.Validate(options.ListenInfo, nameof(options));
        }

        if (options.ProducerId is { } producerId)
        {
            var producer = FindProducer(producerId) ?? throw new NotFoundException($"Producer {producerId} not found.");
            var pair = await LinkTo(options).PairFromAsync(this, cancellationToken);
            return await PipeAsync(producer, pair, options, cancellationToken);
        }

        var dataProducer = FindDataProducer(options.DataProducerId!.Value)
            ?? throw new NotFoundException($"Data producer {options.DataProducerId} not found.");
        return await PipeAsync(dataProducer, await LinkTo(options).PairFromAsync(this, cancellationToken), options, cancellationToken);
    }

    /// <summary>Removes a link that has ended.</summary>
    internal void Unlink(Router other, PipeLink link) => _links.TryRemove(new(other.Id, link));

    // The router with the lower id owns the link, so that both directions use the same one.
    private PipeLink LinkTo(PipeToRouterOptions options)
    {
        var (owner, other) = string.CompareOrdinal(Id.Value, options.Router.Id.Value) < 0 ? (this, options.Router) : (options.Router, this);
        return owner._links.GetOrAdd(
            other.Id,
            static (_, create) => new PipeLink(create.Owner, create.Other, create.Options),
            (Owner: owner, Other: other, Options: options));
    }
}
