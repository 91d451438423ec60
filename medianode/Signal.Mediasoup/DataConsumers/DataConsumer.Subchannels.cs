using System.Collections.Immutable;
using FBS.DataConsumer;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class DataConsumer
{
    /// <summary>Sets the subchannels that the data consumer receives, replacing the previous ones.</summary>
    public async Task SetSubchannelsAsync(ImmutableArray<ushort> subchannels, CancellationToken cancellationToken = default)
    {
        if (subchannels.IsDefault)
        {
            throw new ArgumentNullException(nameof(subchannels));
        }

        ThrowIfClosed();
        Subchannels = await Channel.RequestAsync(
            Method.DATACONSUMER_SET_SUBCHANNELS,
            Id.Value,
            Body.DataConsumer_SetSubchannelsRequest,
            subchannels,
            static (builder, subchannels) => SetSubchannelsRequest.CreateSetSubchannelsRequest(
                builder, SetSubchannelsRequest.CreateSubchannelsVector(builder, [.. subchannels])).Value,
            static (response, _) => response.BodyAsDataConsumer_SetSubchannelsResponse() is var answer
                ? Vectors.Read(answer, answer.SubchannelsLength, static (a, i) => a.Subchannels(i))
                : [],
            cancellationToken);
    }

    /// <summary>Adds a subchannel.</summary>
    public async Task AddSubchannelAsync(ushort subchannel, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        Subchannels = await Channel.RequestAsync(
            Method.DATACONSUMER_ADD_SUBCHANNEL,
            Id.Value,
            Body.DataConsumer_AddSubchannelRequest,
            subchannel,
            static (builder, subchannel) => AddSubchannelRequest.CreateAddSubchannelRequest(builder, subchannel).Value,
            static (response, _) => response.BodyAsDataConsumer_AddSubchannelResponse() is var answer
                ? Vectors.Read(answer, answer.SubchannelsLength, static (a, i) => a.Subchannels(i))
                : [],
            cancellationToken);
    }

    /// <summary>Removes a subchannel.</summary>
    public async Task RemoveSubchannelAsync(ushort subchannel, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        Subchannels = await Channel.RequestAsync(
            Method.DATACONSUMER_REMOVE_SUBCHANNEL,
            Id.Value,
            Body.DataConsumer_RemoveSubchannelRequest,
            subchannel,
            static (builder, subchannel) => RemoveSubchannelRequest.CreateRemoveSubchannelRequest(builder, subchannel).Value,
            static (response, _) => response.BodyAsDataConsumer_RemoveSubchannelResponse() is var answer
                ? Vectors.Read(answer, answer.SubchannelsLength, static (a, i) => a.Subchannels(i))
                : [],
            cancellationToken);
    }
}
