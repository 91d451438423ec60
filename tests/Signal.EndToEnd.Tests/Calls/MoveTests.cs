using System.Text.Json;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Participants are moved to other rooms, and rooms to other nodes; no connection is lost.</summary>
public sealed class MoveTests(StackFixture stack, Chromium chromium, ITestOutputHelper output) : CallTests(stack, chromium)
{
    /// <summary>Generous, because the test machine decodes all videos of all pages; a rejoin would also show as a change of state.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_participant_is_moved_to_a_breakout_room_and_back()
    {
        var (ada, grace) = await CallAsync("plenary");
        var barbara = await JoinAsync("breakout", "Barbara");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        CallPage[] people = [ada, grace, barbara];
        await Task.WhenAll(people.Select(WatchAsync));
        var (plenary, breakout) = (await RoomOfAsync(ada), await RoomOfAsync(barbara));
        using var http = new HttpClient();
        var admin = await AdminAsync(http);

        await admin.Participants.MoveAsync(
            plenary,
            await ada.PeerIdAsync(),
            new ParticipantMoveRequest { RoomId = breakout },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(ada.SeesOthersAsync(1), barbara.SeesOthersAsync(1), grace.SeesOthersAsync(0));
        await Task.WhenAll(ada.Tile("Barbara").WaitForAsync(), barbara.Tile("Ada").WaitForAsync());
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), barbara.ReceivesAsync(videos: 1, audios: 1));
        Assert.Equal(breakout, await RoomOfAsync(ada));
        await barbara.SayAsync("Welcome");
        await ada.ReadsAsync("Welcome");

        await admin.Participants.MoveAsync(
            breakout,
            await ada.PeerIdAsync(),
            new ParticipantMoveRequest { RoomId = plenary },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(ada.SeesOthersAsync(1), grace.SeesOthersAsync(1), barbara.SeesOthersAsync(0));
        await Task.WhenAll(ada.Tile("Grace").WaitForAsync(), grace.Tile("Ada").WaitForAsync());
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        Assert.Equal(plenary, await RoomOfAsync(ada));
        foreach (var person in people)
        {
            Assert.Empty(await StatesAsync(person));
        }
    }

    [Fact]
    public async Task A_participant_who_is_offline_at_that_moment_is_moved_later_and_stays_there()
    {
        var (ada, grace) = await CallAsync("plenary of the offline");
        var barbara = await JoinAsync("breakout of the offline", "Barbara");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        var (plenary, breakout) = (await RoomOfAsync(ada), await RoomOfAsync(barbara));
        using var http = new HttpClient();
        var admin = await AdminAsync(http);

        await ada.CutOffAsync(true);
        await ada.IsAsync("reconnecting");
        await admin.Participants.MoveAsync(
            plenary, await ada.PeerIdAsync(), new ParticipantMoveRequest { RoomId = breakout }, TestContext.Current.CancellationToken);
        await ada.CutOffAsync(false);

        await Task.WhenAll(ada.Tile("Barbara").WaitForAsync(), barbara.Tile("Ada").WaitForAsync(), grace.SeesOthersAsync(0));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), barbara.ReceivesAsync(videos: 1, audios: 1));
        var moved = await ada.PeerIdAsync();

        // The page joins again with another token, which is for the room that it is in now.
        await ada.Page.RunAsync("window.signalRoom.rejoin()");

        await Polling.HoldsAsync(async () => await ada.PeerIdAsync() != moved, () => "Ada has not joined again", WaitTimeout);
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), barbara.ReceivesAsync(videos: 1, audios: 1));
        Assert.Equal(breakout, await RoomOfAsync(ada));
    }

    [Fact]
    public async Task A_room_is_moved_to_the_other_node_and_the_call_goes_on()
    {
        var (ada, grace) = await CallAsync("moving room");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        await Task.WhenAll(WatchAsync(ada), WatchAsync(grace));
        var home = await ada.NodeAsync();
        var other = Stack.Nodes.Keys.Single(node => node != home);
        using var http = new HttpClient();
        var (demo, _) = await Stack.DemoServiceAsync();
        var admin = new AdminClient(http, new AdminClientOptions { Address = new Uri(Stack.FunctionsUrl), ServiceId = "superservice", Key = Stack.AdminKey });

        var move = await admin.Rooms.MoveAsync(await RoomOfAsync(ada), serviceId: demo, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((other, home), (move.NodeId, move.From));
        await Task.WhenAll(ada.IsAwayFromAsync(home), grace.IsAwayFromAsync(home));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        var late = await JoinAsync("moving room", "Barbara");
        Assert.Equal(other, await late.NodeAsync());
        await Task.WhenAll(ada.ReceivesAsync(videos: 2, audios: 2), grace.ReceivesAsync(videos: 2, audios: 2));
        foreach (var person in new[] { ada, grace })
        {
            Assert.Empty(await StatesAsync(person));
            var gap = TimeSpan.FromMilliseconds(await person.Page.ReadAsync<double>("window.watched.gap"));
            output.WriteLine($"{person.Name}: the picture stood still for at most {gap.TotalMilliseconds:0} ms");
            Assert.True(gap < LongestGap, $"{person.Name}: {gap}");
        }
    }

    private async Task<AdminClient> AdminAsync(HttpClient http)
    {
        var (id, key) = await Stack.DemoServiceAsync();
        return new AdminClient(http, new AdminClientOptions { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
    }

    private static Task<string> RoomOfAsync(CallPage person) => person.Page.ReadAsync<string>("window.signalRoom.roomId");

    /// <summary>Records the changes of the connection's state, and for how long the received picture stands still.</summary>
    private static Task WatchAsync(CallPage person) => person.Page.RunAsync("""
        () => {
          const watched = (window.watched = { states: [], gap: 0 });
          for (const name of ['stateChanged', 'reconnected', 'closed']) {
            window.signalRoom.on(name, (event) => watched.states.push(`${name} ${JSON.stringify(event)}`));
          }
          let [frames, since] = [0, performance.now()];
          setInterval(() => {
            const video = document.querySelector('[data-testid=tile][data-local=false] video');
            const now = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
            if (now !== frames) {
              [frames, since] = [now, performance.now()];
            }
            watched.gap = Math.max(watched.gap, performance.now() - since);
          }, 50);
        }
        """);

    private static async Task<string[]> StatesAsync(CallPage person) =>
        JsonSerializer.Deserialize<string[]>(await person.Page.ReadAsync<string>("JSON.stringify(window.watched.states)"))!;
}
