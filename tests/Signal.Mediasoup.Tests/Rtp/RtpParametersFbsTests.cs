using CsCheck;
using Google.FlatBuffers;
using Signal.Mediasoup.Tests.Ortc;
using Signal.Mediasoup.Tests.Ortc.Generated;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup.Tests.Rtp;

public sealed class RtpParametersFbsTests
{
    [Fact]
    public void Rtp_parameters_survive_the_channel()
    {
        var written = 0;
        Offers.Negotiation.Sample(
            input =>
            {
                var parameters = OurNegotiation.Read<RtpParameters>(input["rtpParameters"]);
                if (parameters.HeaderExtensions.Any(extension => !extension.Uri.IsKnown))
                {
                    return;
                }

                Interlocked.Increment(ref written);
                var builder = new FlatBufferBuilder(1024);
                builder.Finish(RtpParametersFbs.Write(builder, parameters).Value);
                var read = RtpParametersFbs.Read(FBS.RtpParameters.RtpParameters.GetRootAsRtpParameters(builder.DataBuffer));

                // The channel does not distinguish an empty scalability mode from none.
                Assert.Equal(
                    parameters with
                    {
                        Encodings =
                        [
                            .. parameters.Encodings.Select(encoding =>
                                encoding.ScalabilityMode == "" ? encoding with { ScalabilityMode = null } : encoding),
                        ],
                    },
                    read);
            },
            iter: 500);
        Assert.True(written > 300);
    }

    [Fact]
    public void Numbers_stay_numbers_of_their_size()
    {
        var parameters = new RtpParameters
        {
            Codecs =
            [
                new()
                {
                    MimeType = "audio/opus",
                    PayloadType = 127,
                    ClockRate = 48000,
                    Channels = 2,
                    Parameters = [("whole", 5), ("negative", -1), ("large", 4_294_967_296.0), ("fraction", 0.25), ("text", "5"), ("empty", "")],
                },
            ],
            Encodings = [new() { Ssrc = uint.MaxValue, MaxBitrate = long.MaxValue, Rtx = new(1), Dtx = true, CodecPayloadType = 127 }],
        };
        var builder = new FlatBufferBuilder(64);
        builder.Finish(RtpParametersFbs.Write(builder, parameters).Value);

        Assert.Equal(parameters, RtpParametersFbs.Read(FBS.RtpParameters.RtpParameters.GetRootAsRtpParameters(builder.DataBuffer)));
    }

    [Fact]
    public void Each_header_extension_has_the_workers_number()
    {
        var numbers = Enum.GetValues<FBS.RtpParameters.RtpHeaderExtensionUri>();

        Assert.Equal(numbers.Length, RtpHeaderExtensionUri.KnownCount);
        Assert.Equal(FBS.RtpParameters.RtpHeaderExtensionUri.Mid, (FBS.RtpParameters.RtpHeaderExtensionUri)RtpHeaderExtensionUri.Mid.Code);
        Assert.Equal(
            FBS.RtpParameters.RtpHeaderExtensionUri.RepairRtpStreamId,
            (FBS.RtpParameters.RtpHeaderExtensionUri)RtpHeaderExtensionUri.RepairedRtpStreamId.Code);
        Assert.Equal(
            FBS.RtpParameters.RtpHeaderExtensionUri.DependencyDescriptor,
            (FBS.RtpParameters.RtpHeaderExtensionUri)RtpHeaderExtensionUri.DependencyDescriptor.Code);
        Assert.Equal(
            FBS.RtpParameters.RtpHeaderExtensionUri.MediasoupPacketId,
            (FBS.RtpParameters.RtpHeaderExtensionUri)RtpHeaderExtensionUri.MediasoupPacketId.Code);
        Assert.All(numbers, number => Assert.Equal(
            RtpHeaderExtensionUri.FromCode((int)number),
            new RtpHeaderExtensionUri(RtpHeaderExtensionUri.FromCode((int)number).Value)));
    }
}
