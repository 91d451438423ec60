using FBS.Request;
using FBS.RtpObserver;

namespace Signal.Mediasoup;

public abstract partial class RtpObserver
{
    /// <summary>Pauses the observer.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.RTPOBSERVER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Resumes the observer.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.RTPOBSERVER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Adds a producer to the observer.</summary>
    /// <exception cref="NotFoundException">The router has no producer with that id.</exception>
    /// <exception cref="RequestRejectedException">The observer does not support the producer's media kind.</exception>
    public async Task AddProducerAsync(ProducerId producerId, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        var producer = Find(producerId);
        await Channel.RequestAsync(
            Method.RTPOBSERVER_ADD_PRODUCER,
            Id.Value,
            Body.RtpObserver_AddProducerRequest,
            producerId,
            static (builder, id) => AddProducerRequest.CreateAddProducerRequest(builder, builder.CreateString(id.Value)).Value,
            cancellationToken);
        Observer.AddProducer(producer);
    }

    /// <summary>Removes a producer from the observer.</summary>
    /// <exception cref="NotFoundException">The router has no producer with that id.</exception>
    public async Task RemoveProducerAsync(ProducerId producerId, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        var producer = Find(producerId);
        await Channel.RequestAsync(
            Method.RTPOBSERVER_REMOVE_PRODUCER,
            Id.Value,
            Body.RtpObserver_RemoveProducerRequest,
            producerId,
            static (builder, id) => RemoveProducerRequest.CreateRemoveProducerRequest(builder, builder.CreateString(id.Value)).Value,
            cancellationToken);
        Observer.RemoveProducer(producer);
    }

    private Producer Find(ProducerId producerId) =>
        (string.IsNullOrEmpty(producerId.Value) ? null : Router.FindProducer(producerId))
        ?? throw new NotFoundException($"Producer {producerId} not found.");
}
