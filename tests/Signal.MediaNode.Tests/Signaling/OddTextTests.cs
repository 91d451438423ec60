using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts.Errors;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>Text that cannot be sent to other clients is refused on input; the others are not affected.</summary>
public sealed class OddTextTests
{
    private const string Opus = """{"codecs":[{"mimeType":"audio/opus","payloadType":111,"clockRate":48000,"channels":2}],"encodings":[{"ssrc":7}]}""";

    public static TheoryData<string, string> Payloads()
    {
        var payloads = new TheoryData<string, string>();
        string[] odd =
        [
            """{"a":"\ud800"}""", """{"a":"\udc00 text"}""", """{"a":"\udc00\ud800"}""", """{"\ud800":1}""",
            """{"a":[{"b":"\ud800x"}]}""", """{"source":"\ud800"}""",
            """{"__proto__":{}}""", """{"a":{"\u005f_proto__":1}}""", Deep(30),
        ];
        foreach (var json in odd)
        {
            payloads.Add("join", $$"""{"device":{{json}}}""");
            payloads.Add("join", $$"""{"sctpCapabilities":{{json}}}""");
            payloads.Add("produce", $$"""{"transportId":"t","kind":"audio","rtpParameters":{{Opus}},"appData":{{json}}}""");
            payloads.Add("produceData", $$"""{"transportId":"t","sctpStreamParameters":{"streamId":1},"appData":{{json}}}""");
        }

        payloads.Add("join", """{"displayName":"\ud800"}""");
        payloads.Add("kickPeer", """{"peerId":"\udfff"}""");
        return payloads;
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Is_refused_without_effect_on_other_peers(string method, string payload)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        using var mallory = await RawClient.OpenAsync(node.Url, node.Token(spec => spec with { RoomId = "room" }));

        var refusal = await mallory.CallAsync(method, payload);

        Assert.Equal(SignalErrorCode.BadRequest, TestClient.ErrorOf(refusal.GetProperty("error").GetString()!).Code);
        await using var bob = await node.JoinAsync("room", "Bob", messagePack: true);
        await alice.AskAsync("getRouterRtpCapabilities");
    }

    [Fact]
    public async Task Deep_objects_and_the_names_of_prototypes_are_refused_in_MessagePack_too()
    {
        await using var node = await NodeHost.StartAsync();
        await using var mallory = await node.ConnectAsync(messagePack: true);

        Assert.Equal(SignalErrorCode.BadRequest, await mallory.RefusedAsync("join", new { device = JsonNode.Parse(Deep(25)) }));
        Assert.Equal(SignalErrorCode.BadRequest, await mallory.RefusedAsync("join", new { device = JsonNode.Parse("""{"__proto__":1}""") }));
    }

    [Fact]
    public async Task Data_of_the_maximum_depth_reaches_all_peers()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync();
        await alice.AskAsync("join", new { device = JsonNode.Parse(Deep(14)) });
        await using var bob = await node.ConnectAsync(messagePack: true);

        var joined = await bob.AskAsync("join");

        Assert.Equal(Deep(14), joined.GetProperty("peers")[0].GetProperty("device").GetRawText());
    }

    [Theory]
    [InlineData("Host \u202e(nimda)")]
    [InlineData("two\nlines")]
    [InlineData("\u2066x")]
    [InlineData("\u0007")]
    public async Task A_name_that_changes_the_surrounding_text_is_refused(string name)
    {
        await using var node = await NodeHost.StartAsync();
        await using var mallory = await node.ConnectAsync();

        Assert.Equal(SignalErrorCode.BadRequest, await mallory.RefusedAsync("join", new { displayName = name }));
    }

    [Fact]
    public async Task The_name_of_the_token_wins()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var mallory = await node.ConnectAsync(spec => spec with { RoomId = "room", Name = "Mallory" });

        await mallory.AskAsync("join", new { displayName = "The Host" });

        Assert.Equal("Mallory", (await alice.HearsAsync("newPeer")).GetProperty("displayName").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Null_in_an_optional_member_is_absence(bool messagePack)
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync(messagePack: messagePack);
        var capabilities = JsonNode.Parse((await alice.AskAsync("getRouterRtpCapabilities")).GetRawText())!;
        foreach (var codec in capabilities["codecs"]!.AsArray())
        {
            codec!["rtcpFeedback"] = null;
        }

        foreach (var extension in capabilities["headerExtensions"]!.AsArray())
        {
            (extension!["preferredEncrypt"], extension["direction"]) = (null, null);
        }

        var transport = await alice.AskAsync(
            "createWebRtcTransport",
            new { forceTcp = (bool?)null, producing = true, consuming = (bool?)null, sctpCapabilities = (object?)null });
        var transportId = transport.GetProperty("id").GetString();
        var dtls = Node(ClientMedia.DtlsParameters);
        dtls["role"] = null;
        await alice.AskAsync("connectWebRtcTransport", new { transportId, dtlsParameters = dtls });
        await alice.AskAsync("join", new { displayName = (string?)null, device = (object?)null, rtpCapabilities = capabilities });

        var rtp = Node(ClientMedia.Opus(1));
        (rtp["rtcp"]!["reducedSize"], rtp["codecs"]![0]!["rtcpFeedback"]) = (null, null);
        (rtp["headerExtensions"]![0]!["encrypt"], rtp["encodings"]![0]!["dtx"]) = (null, null);
        await alice.AskAsync(
            "produce",
            new { transportId, kind = "audio", rtpParameters = rtp, appData = new { a = new object?[] { null } }, paused = (bool?)null });
        rtp = Node(ClientMedia.Opus(2));
        rtp["headerExtensions"] = null;
        await alice.AskAsync("produce", new { transportId, kind = "audio", rtpParameters = rtp, appData = (object?)null });

        Assert.Equal((SignalErrorCode.BadRequest, "'transportId' is missing."), await alice.RefusedAsync("restartIce", [new { transportId = (string?)null }]));
    }

    [Fact]
    public async Task Capabilities_without_header_extensions_are_accepted()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.ConnectAsync();
        var capabilities = JsonNode.Parse((await alice.AskAsync("getRouterRtpCapabilities")).GetRawText())!;
        capabilities["headerExtensions"] = null;

        await alice.AskAsync("join", new { rtpCapabilities = capabilities });
    }

    private static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value)!;

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("""{"a":""", levels)) + "1" + new string('}', levels);
}
