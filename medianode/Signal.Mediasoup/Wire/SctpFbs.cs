using Google.FlatBuffers;
using Fbs = FBS.SctpParameters;

namespace Signal.Mediasoup.Wire;

/// <summary>SCTP parameters in the channel's format.</summary>
internal static class SctpFbs
{
    public static SctpParameters Read(Fbs.SctpParameters parameters) => new()
    {
        Port = parameters.Port,
        MaxSendMessageSize = parameters.MaxSendMessageSize,
        MaxReceiveMessageSize = parameters.MaxReceiveMessageSize,
        SendBufferSize = parameters.SendBufferSize,
        PerStreamSendQueueLimit = parameters.PerStreamSendQueueLimit,
        MaxReceiverWindowBufferSize = parameters.MaxReceiverWindowBufferSize,
        IsDataChannel = parameters.IsDataChannel,
    };

    public static Offset<Fbs.SctpStreamParameters> Write(FlatBufferBuilder builder, SctpStreamParameters? parameters) =>
        parameters is null
            ? default
            : Fbs.SctpStreamParameters.CreateSctpStreamParameters(
                builder, parameters.StreamId, parameters.Ordered, parameters.MaxPacketLifeTime, parameters.MaxRetransmits);

    public static SctpStreamParameters Read(Fbs.SctpStreamParameters parameters) => new()
    {
        StreamId = parameters.StreamId,
        Ordered = parameters.Ordered,
        MaxPacketLifeTime = parameters.MaxPacketLifeTime,
        MaxRetransmits = parameters.MaxRetransmits,
    };
}
