using System.Collections.Immutable;
using FBS.Transport;
using Google.FlatBuffers;
using Options = FBS.Transport.Options;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes the options with which transports are created.</summary>
internal static class TransportWriter
{
    public static Offset<ListenInfo> Listen(FlatBufferBuilder builder, TransportListenInfo info)
    {
        var ip = builder.CreateString(info.Ip);
        var announced = builder.CreateString(info.AnnouncedAddress);
        var range = PortRange.CreatePortRange(builder, info.PortRange?.Min ?? 0, info.PortRange?.Max ?? 0);
        var flags = SocketFlags.CreateSocketFlags(builder, info.Flags?.IPv6Only ?? false, info.Flags?.UdpReusePort ?? false);
        return ListenInfo.CreateListenInfo(
            builder,
            info.Protocol == TransportProtocol.Tcp ? Protocol.TCP : Protocol.UDP,
            ip,
            announced,
            info.ExposeInternalIp,
            info.Port,
            range,
            flags,
            info.SendBufferSize,
            info.RecvBufferSize);
    }

    public static Offset<ListenInfo>[] Listen(FlatBufferBuilder builder, ImmutableArray<TransportListenInfo> infos)
    {
        var offsets = new Offset<ListenInfo>[infos.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = Listen(builder, infos[i]);
        }

        return offsets;
    }

    public static Offset<Options> Direct(FlatBufferBuilder builder, DirectTransportOptions options) =>
        Options.CreateOptions(
            builder,
            direct: true,
            max_send_message_size: options.MaxSendMessageSize,
            max_receive_message_size: options.MaxReceiveMessageSize);

    public static Offset<Options> Sctp(
        FlatBufferBuilder builder, SctpTransportOptions options, bool isDataChannel, uint? initialAvailableOutgoingBitrate) =>
        Options.CreateOptions(
            builder,
            direct: false,
            initial_available_outgoing_bitrate: initialAvailableOutgoingBitrate,
            enable_sctp: options.EnableSctp,
            max_send_message_size: options.MaxSendMessageSize,
            max_receive_message_size: options.MaxReceiveMessageSize,
            sctp_send_buffer_size: options.SctpSendBufferSize,
            sctp_per_stream_send_queue_limit: options.SctpPerStreamSendQueueLimit,
            sctp_max_receiver_window_buffer_size: options.SctpMaxReceiverWindowBufferSize,
            sctp_default_stream_buffered_amount_low_threshold: options.SctpDefaultStreamBufferedAmountLowThreshold,
            is_data_channel: isDataChannel);

    public static Offset<FBS.SrtpParameters.SrtpParameters> Srtp(FlatBufferBuilder builder, SrtpParameters? parameters) =>
        parameters is null
            ? default
            : FBS.SrtpParameters.SrtpParameters.CreateSrtpParameters(
                builder, (FBS.SrtpParameters.SrtpCryptoSuite)parameters.CryptoSuite, builder.CreateString(parameters.KeyBase64));
}
