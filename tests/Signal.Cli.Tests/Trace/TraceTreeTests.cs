using System.Text.Json;
using Signal.Admin;
using Signal.Cli.Trace;

namespace Signal.Cli.Tests.Trace;

public sealed class TraceTreeTests
{
    [Fact]
    public void A_peer_is_shown_with_its_streams_and_their_statistics()
    {
        var text = TraceTree.Describe(Page(), withHeading: true);

        Assert.Equal(
            """
            room r, node n, open since 1970-01-01 00:00:00Z, 1 peers, worker 7: 1 peers
              peer p, user u, presenter, joined 1970-01-01 00:00:00Z, connected
                send transport t, ICE connected, DTLS connected, 2 kbit/s in, client 192.0.2.1:4000
                producer a, camera, video/VP8, score 9, 300 kbit/s, 3 lost
                3 more streams
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Only_the_first_page_has_a_heading() =>
        Assert.StartsWith("  peer p, ", TraceTree.Describe(Page(), withHeading: false), StringComparison.Ordinal);

    [Fact]
    public void Control_characters_of_a_stream_are_not_printed_and_missing_statistics_are_named()
    {
        var page = Page();
        var peer = page.Peers[0] with
        {
            Partial = true,
            Producers = [new StreamTrace { Id = "a", Kind = "video", Source = "\u001b[31mred\u202e" + new string('x', 500) }],
        };

        var text = TraceTree.Describe(page with { Peers = [peer], Partial = true }, withHeading: false);

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("partial", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 1, 250));
    }

    private static RoomTrace Page() => new()
    {
        RoomId = "r",
        NodeId = "n",
        At = DateTimeOffset.UnixEpoch,
        StartedAt = DateTimeOffset.UnixEpoch,
        PeerCount = 1,
        Routers = [new RouterTrace("router", 7, 1)],
        Peers =
        [
            new PeerTrace
            {
                PeerId = "p",
                UserId = "u",
                Role = "presenter",
                JoinedAt = DateTimeOffset.UnixEpoch,
                Connected = true,
                Transports =
                [
                    new TransportTrace(
                        "t", "send", "connected", "connected", null, JsonElement.Parse("""{"remoteIp":"192.0.2.1","remotePort":4000}"""),
                        JsonElement.Parse("""[{"type":"webrtc-transport","recvBitrate":1900}]""")),
                ],
                Producers =
                [
                    new StreamTrace
                    {
                        Id = "a", Kind = "video", Source = "camera", MimeType = "video/VP8", Score = 9,
                        Stats = JsonElement.Parse("""[{"bitrate":100000,"packetsLost":1},{"bitrate":200000,"packetsLost":2}]"""),
                    },
                ],
                Omitted = 3,
            },
        ],
    };
}
