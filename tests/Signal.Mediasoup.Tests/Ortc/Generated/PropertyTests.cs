using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc.Generated;

/// <summary>Properties of every negotiation.</summary>
public sealed class PropertyTests
{
    private const long Iterations = 1000;

    [Fact]
    public void Router_payload_types_are_unique_dynamic_or_static_and_every_video_codec_has_rtx() => Sample((router, _, _, _) =>
    {
        Assert.Distinct(router.Codecs.Select(codec => codec.PreferredPayloadType));
        Assert.All(router.Codecs, codec => Assert.True(codec.PreferredPayloadType is 0 or 8 or 9 or 13 or (>= 96 and <= 127)));
        Assert.All(
            router.Codecs.Where(codec => codec.Kind == MediaKind.Video && !codec.IsRtx),
            codec => Assert.Single(router.Codecs, rtx => rtx.IsRtx && rtx.Parameters["apt"] == codec.PreferredPayloadType!.Value));
    });

    [Fact]
    public void A_mapping_covers_every_codec_and_every_encoding() => Sample((router, producer, _, _) =>
    {
        Assert.Equal(
            producer.Parameters.Codecs.Select(codec => codec.PayloadType).Order(),
            producer.Mapping.Codecs.Select(codec => codec.PayloadType).Order());
        Assert.All(producer.Mapping.Codecs, mapped => Assert.Contains(router.Codecs, codec => codec.PreferredPayloadType == mapped.MappedPayloadType));
        Assert.Equal(
            producer.Parameters.Encodings.Select(encoding => (encoding.Ssrc, encoding.Rid)),
            producer.Mapping.Encodings.Select(encoding => (encoding.Ssrc, encoding.Rid)));
        Assert.Distinct(producer.Mapping.Encodings.Select(encoding => encoding.MappedSsrc));
        Assert.Equal(
            producer.Mapping.Encodings.Select(encoding => (uint?)encoding.MappedSsrc),
            producer.Consumable.Parameters.Encodings.Select(encoding => encoding.Ssrc));
    });

    [Fact]
    public void A_consumer_never_gets_a_codec_that_its_capabilities_lack() => SampleConsumers((_, remote, _, consumer) =>
    {
        Assert.All(consumer.Codecs, codec => Assert.Contains(
            remote.Codecs,
            capability => capability.MimeType.Equals(codec.MimeType, StringComparison.OrdinalIgnoreCase)
                && capability.ClockRate == codec.ClockRate
                && (codec.KindByMimeType == MediaKind.Video || (capability.Channels ?? 1) == codec.Channels)
                && (!codec.MimeType.Equals("video/VP9", StringComparison.OrdinalIgnoreCase) || Given(capability, "profile-id") == Given(codec, "profile-id"))
                && (!codec.MimeType.Equals("video/H264", StringComparison.OrdinalIgnoreCase)
                    || Given(capability, "packetization-mode") == Given(codec, "packetization-mode"))));
        Assert.All(consumer.HeaderExtensions, extension => Assert.Contains(
            remote.HeaderExtensions,
            capability => capability.Uri == extension.Uri && capability.PreferredId == extension.Id));
    });

    [Fact]
    public void Consumer_codecs_start_with_media_and_keep_rtx_with_its_codec() => SampleConsumers((_, _, enableRtx, consumer) =>
    {
        Assert.False(consumer.Codecs[0].IsRtx);
        Assert.All(consumer.Codecs, codec => Assert.InRange(codec.PayloadType, 0, 127));
        Assert.All(
            consumer.Codecs.Where(codec => codec.IsRtx),
            rtx => Assert.Contains(consumer.Codecs, codec => !codec.IsRtx && rtx.Parameters["apt"] == codec.PayloadType));
        Assert.True(enableRtx || !consumer.Codecs.Any(codec => codec.IsRtx));
    });

    [Fact]
    public void A_consumer_has_one_stream_of_its_own_and_an_rtx_stream_if_it_has_an_rtx_codec() => SampleConsumers((producer, _, _, consumer) =>
    {
        var encoding = Assert.Single(consumer.Encodings);
        Assert.InRange(encoding.Ssrc!.Value, 100_000_000u, 999_999_999u);
        Assert.Equal(consumer.Codecs.Any(codec => codec.IsRtx), encoding.Rtx is not null);
        Assert.True(encoding.Rtx is null || encoding.Rtx.Ssrc != encoding.Ssrc);
        Assert.Equal(producer.Parameters.Rtcp.Cname, consumer.Rtcp.Cname);
        if (producer.Parameters.Encodings.Length > 1)
        {
            Assert.Equal(producer.Parameters.Encodings.Length, ScalabilityMode.Parse(encoding.ScalabilityMode).SpatialLayers);
        }
    });

    [Fact]
    public void A_consumer_has_one_way_of_bandwidth_estimation_at_most_and_nack_only_with_rtx() => SampleConsumers((_, _, enableRtx, consumer) =>
    {
        var feedback = consumer.Codecs.SelectMany(codec => codec.RtcpFeedback).Select(item => item.Type).ToHashSet();
        Assert.False(feedback.Contains("transport-cc") && feedback.Contains("goog-remb"));
        Assert.True(!feedback.Contains("transport-cc") || consumer.HeaderExtensions.Any(extension => extension.Uri == RtpHeaderExtensionUri.TransportWideCc));
        Assert.True(!feedback.Contains("goog-remb") || consumer.HeaderExtensions.Any(extension => extension.Uri == RtpHeaderExtensionUri.AbsSendTime));
        Assert.True(enableRtx || consumer.Codecs.All(codec => !codec.RtcpFeedback.Contains(new RtcpFeedback("nack"))));
    });

    [Fact]
    public void An_endpoint_that_can_consume_gets_consumer_parameters() => Sample((_, producer, remote, enableRtx) =>
    {
        var canConsume = ConsumerNegotiation.CanConsume(producer.Consumable, remote);
        var parameters = Try(() => ConsumerNegotiation.GetRtpParameters(producer.Consumable, remote, enableRtx));
        Assert.True(!canConsume || parameters is not null);

        // With several media codecs RTX alone may be the first match: canConsume is false then, as in mediasoup.
        if (producer.Consumable.Codecs.Count(codec => !codec.Identity.IsRtx) == 1)
        {
            Assert.Equal(canConsume, parameters is not null);
        }
    });

    [Fact]
    public void The_next_router_accepts_what_a_pipe_consumer_sends() => Sample((router, producer, _, enableRtx) =>
    {
        var piped = PipeConsumerNegotiation.GetRtpParameters(producer.Consumable, enableRtx);
        var next = ProducerNegotiation.Negotiate(producer.Parameters.Codecs[0].KindByMimeType, piped, router);

        Assert.Equal(producer.Parameters.Encodings.Length, next.Parameters.Encodings.Length);
        Assert.Contains(piped.HeaderExtensions, extension => extension.Uri == RtpHeaderExtensionUri.DependencyDescriptor);
        Assert.Equal(piped.HeaderExtensions.OrderBy(extension => extension.Id), piped.HeaderExtensions);
        Assert.DoesNotContain(piped.HeaderExtensions, extension =>
            extension.Uri == RtpHeaderExtensionUri.Mid
            || extension.Uri == RtpHeaderExtensionUri.AbsSendTime
            || extension.Uri == RtpHeaderExtensionUri.TransportWideCc);
        Assert.Equal(enableRtx, piped.Encodings.All(encoding => encoding.Rtx is not null) && piped.Encodings.Length > 0);
    }, skipEmpty: true);

    [Fact]
    public void Negotiation_changes_none_of_its_inputs() => Offers.Negotiation.Sample(
        input =>
        {
            if (Try(() => RouterNegotiation.GetRtpCapabilities(
                OurNegotiation.Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"]))) is not { } router)
            {
                return;
            }

            var (given, remote) = (OurNegotiation.Read<RtpParameters>(input["rtpParameters"]), OurNegotiation.Read<RtpCapabilities>(input["remote"]));
            var producer = Try(() => ProducerNegotiation.Negotiate(MediaKind.Video, given, router));
            _ = producer is null ? null : Try(() => ConsumerNegotiation.GetRtpParameters(producer.Consumable, remote, enableRtx: false));

            Assert.Equal(OurNegotiation.Read<RtpParameters>(input["rtpParameters"]), given);
            Assert.Equal(OurNegotiation.Read<RtpCapabilities>(input["remote"]), remote);
            Assert.Equal(RouterNegotiation.GetRtpCapabilities(OurNegotiation.Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"])), router);
        },
        iter: Iterations);

    private static void SampleConsumers(Action<ProducerNegotiation, RtpCapabilities, bool, RtpParameters> check)
    {
        var reached = 0;
        Sample((_, producer, remote, enableRtx) =>
        {
            if (Try(() => ConsumerNegotiation.GetRtpParameters(producer.Consumable, remote, enableRtx)) is { } consumer)
            {
                Interlocked.Increment(ref reached);
                check(producer, remote, enableRtx, consumer);
            }
        });
        Assert.InRange(reached, 100, Iterations);
    }

    private static void Sample(Action<RtpCapabilities, ProducerNegotiation, RtpCapabilities, bool> check, bool skipEmpty = false)
    {
        var reached = 0;
        Offers.Negotiation.Sample(
            input =>
            {
                if (Negotiate(input) is var (router, producer) && !(skipEmpty && producer.Parameters.Encodings.IsEmpty))
                {
                    Interlocked.Increment(ref reached);
                    check(router, producer, OurNegotiation.Read<RtpCapabilities>(input["remote"]), (bool)input["enableRtx"]!);
                }
            },
            iter: Iterations);
        Assert.InRange(reached, 200, Iterations);
    }

    private static (RtpCapabilities Router, ProducerNegotiation Producer)? Negotiate(JsonObject input)
    {
        var router = Try(() => RouterNegotiation.GetRtpCapabilities(OurNegotiation.Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"])));
        var producer = router is null ? null : Try(() => ProducerNegotiation.Negotiate(
            OurNegotiation.Read<MediaKind>(input["kind"]),
            OurNegotiation.Read<RtpParameters>(input["rtpParameters"]),
            router));
        return producer is null ? null : (router!, producer);
    }

    private static T? Try<T>(Func<T> step)
        where T : class
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is ArgumentException or UnsupportedException)
        {
            return null;
        }
    }

    private static FormatParameterValue Given(RtpCodec codec, string name) => codec.Parameters[name] is { IsVoid: false } value ? value : 0;
}
