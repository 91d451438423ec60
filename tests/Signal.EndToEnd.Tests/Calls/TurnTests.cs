using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Participants whose networks allow only a TURN server.</summary>
public sealed class TurnTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    [Theory]
    [InlineData(TurnSettings.UdpRegion, "udp")]
    [InlineData(TurnSettings.TlsRegion, "tls")]
    public async Task A_call_uses_only_the_relay(string region, string protocol)
    {
        await using var turn = await TurnServer.StartAsync(Stack.Turn, region);
        await using var node = Stack.StartNode($"node-{region}", region);
        var room = await node.RoomAsync(Stack.DemoUrl, region);

        var ada = await JoinAsync(room, "Ada", "?relay=1");
        var grace = await JoinAsync(room, "Grace", "?relay=1");

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        var relays = (await grace.Media.ReadAsync()).Relays;
        Assert.NotEmpty(relays);
        Assert.All(relays, relay => Assert.Equal(protocol, relay));
    }
}
