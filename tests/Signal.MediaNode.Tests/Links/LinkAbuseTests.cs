using System.Net.WebSockets;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Links;

/// <summary>A node that breaks the protocol loses its link; the links of others go on.</summary>
public sealed class LinkAbuseTests : IAsyncLifetime
{
    private readonly Stranger _stranger = new("stranger");
    private LinkPair _nodes = null!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await LinkPair.StartAsync(("Links:MaxMessageBytes", $"{1024 * 1024}"));
        _nodes.Publisher.Publish(_stranger.Key);
    }

    public static TheoryData<string> BadMessages =>
    [
        "garbage",
        "[]",
        "null",
        "{}",
        "{\"id\":0,\"method\":\"return\",\"body\":{\"value\":\"x\"}}",
        "{\"id\":2,\"method\":\"return\",\"body\":{\"value\":\"x\"}}",
        "{\"id\":-1,\"method\":\"return\",\"body\":{\"value\":\"x\"}}",
        "{\"id\":1,\"method\":\"return\",\"body\":7}",
        "{\"id\":1,\"method\":\"return\",\"body\":null}",
        "{\"id\":1,\"method\":\"return\"}",
        "{\"id\":1,\"body\":{\"value\":\"an answer to no request\"}}",
        "{\"id\":99999999999999999999,\"method\":\"return\",\"body\":{}}",
        "{\"method\":\"unknown\",\"body\":{\"value\":\"x\"}}",
        "{\"method\":\"tell\",\"body\":\"x\"}",
        "{\"method\":7,\"body\":{}}",
        $"{{\"id\":1,\"method\":\"return\",\"body\":{new string('[', 100)}{new string(']', 100)}}}",
        $"{{\"method\":\"tell\",\"body\":{{\"value\":\"{new string('x', 1024 * 1024)}\"}}}}",
    ];

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task A_bad_message_ends_the_link(string message)
    {
        using var lease = await _nodes.OpenAsync();
        using var socket = await Stranger.OpenAsync(_nodes.Other, _stranger.Token(_nodes.Other));

        await Stranger.SendAsync(socket, message);

        await Stranger.IsClosedAsync(socket);
        Assert.Equal("another link", await LinkPair.SendAsync(lease, "another link"));
        Assert.Empty(_nodes.Echo.Told);
    }

    [Fact]
    public async Task A_repeated_request_ends_the_link()
    {
        using var socket = await Stranger.OpenAsync(_nodes.Other, _stranger.Token(_nodes.Other));
        await Stranger.SendAsync(socket, "{\"id\":1,\"method\":\"return\",\"body\":{\"value\":\"x\"}}");
        await Stranger.SendAsync(socket, "{\"id\":1,\"method\":\"return\",\"body\":{\"value\":\"x\"}}");

        await Stranger.IsClosedAsync(socket);
    }

    [Fact]
    public async Task Binary_messages_end_the_link()
    {
        using var socket = await Stranger.OpenAsync(_nodes.Other, _stranger.Token(_nodes.Other));
        await Stranger.SendAsync(socket, "{\"method\":\"tell\",\"body\":{\"value\":\"x\"}}", WebSocketMessageType.Binary);

        await Stranger.IsClosedAsync(socket);
    }

    [Fact]
    public async Task A_node_has_one_link_its_latest()
    {
        using var first = await Stranger.OpenAsync(_nodes.Other, _stranger.Token(_nodes.Other));
        using var second = await Stranger.OpenAsync(_nodes.Other, _stranger.Token(_nodes.Other));

        await Stranger.IsClosedAsync(first);
        await Eventually.TrueAsync(() => LinkPair.LinksOf(_nodes.Other).Count == 1);
        Assert.Equal(WebSocketState.Open, second.State);
    }

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        _stranger.Dispose();
    }
}
