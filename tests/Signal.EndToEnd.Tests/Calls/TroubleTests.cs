using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Failures during a call are repaired without user action.</summary>
public sealed class TroubleTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    [Fact]
    public async Task A_call_continues_when_its_media_worker_dies()
    {
        var (ada, grace) = await CallAsync("dead worker");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        var before = await Task.WhenAll(ada.PeerIdAsync(), grace.PeerIdAsync());

        Stack.KillWorkersOf(await ada.NodeAsync());

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        Assert.Equal(before, await Task.WhenAll(ada.PeerIdAsync(), grace.PeerIdAsync()));
        await grace.SayAsync("Still here");
        await ada.ReadsAsync("Still here");
    }

    [Fact]
    public async Task A_reconnected_user_sees_those_who_joined_meanwhile()
    {
        var (ada, grace) = await CallAsync("gap");
        await ada.ReceivesAsync(videos: 1, audios: 1);
        var before = await ada.PeerIdAsync();

        await ada.CutOffAsync(true);
        var late = await JoinAsync("gap", "Barbara");
        await grace.ReceivesAsync(videos: 2, audios: 2);
        await ada.IsAsync("reconnecting");
        await ada.CutOffAsync(false);
        await ada.IsAsync("connected");

        await Task.WhenAll(
            ada.ReceivesAsync(videos: 2, audios: 2), grace.ReceivesAsync(videos: 2, audios: 2), late.ReceivesAsync(videos: 2, audios: 2));
        Assert.Equal(before, await ada.PeerIdAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_node_is_lost_its_participants_move_to_another(bool hangs)
    {
        await using var node = Stack.StartNode(hangs ? "node-hung" : "node-killed");
        var (ada, grace) = await CallOnAsync(node);

        if (hangs)
        {
            node.FreezeForever();
        }
        else
        {
            node.KillNow();
        }

        await Task.WhenAll(ada.IsAwayFromAsync(node.Id), grace.IsAwayFromAsync(node.Id));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        await grace.SayAsync("Still here");
        await ada.ReadsAsync("Still here");
    }

    [Fact]
    public async Task When_a_node_hangs_its_participants_move_to_another()
    {
        var scout = await JoinAsync("hanging node", "Scout");
        var home = await scout.NodeAsync();
        await scout.Control("leave-button").ClickAsync();
        var other = Stack.Nodes.Keys.Single(node => node != home);
        var ada = await JoinAtAsync(other, "hanging node", "Ada");
        var grace = await JoinAtAsync(other, "hanging node", "Grace");
        await grace.ReceivesAsync(videos: 1, audios: 1);
        Assert.Equal(home, await ada.NodeAsync());

        using (Stack.Freeze($"Node__Id={home}"))
        {
            await Task.WhenAll(ada.IsAsync("connected", other), grace.IsAsync("connected", other));
            await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        }
    }

    private async Task<(CallPage Ada, CallPage Grace)> CallOnAsync(ExtraNode node)
    {
        var (ada, grace) = await CallAsync(await node.RoomAsync(Stack.DemoUrl, node.Id));
        Assert.Equal([node.Id, node.Id], await Task.WhenAll(ada.NodeAsync(), grace.NodeAsync()));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        return (ada, grace);
    }
}
