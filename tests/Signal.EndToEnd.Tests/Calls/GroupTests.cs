using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

public sealed class GroupTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private static readonly string[] Names = ["Ada", "Grace", "Barbara", "Katherine", "Hedy", "Radia"];

    // Pages in full mesh share two cores with the stack: the more participants, the smaller the videos.
    [Theory]
    [InlineData(4, "320x180")]
    [InlineData(6, "160x90")]
    public async Task All_receive_all_others(int count, string size)
    {
        var people = new List<CallPage>();
        foreach (var name in Names.Take(count))
        {
            people.Add(await JoinAsync($"group of {count}", name, $"?size={size}"));
        }

        await Task.WhenAll(people.Select(person => person.SeesOthersAsync(count - 1)));
        foreach (var person in people)
        {
            await person.ReceivesAsync(videos: count - 1, audios: count - 1);
        }

        await people[^1].SayAsync("To all of you");
        await Task.WhenAll(people.SkipLast(1).Select(person => person.ReadsAsync("To all of you")));

        await people[0].Control("leave-button").ClickAsync();
        await Task.WhenAll(people.Skip(1).Select(person => person.SeesOthersAsync(count - 2)));
    }

    [Fact]
    public async Task A_late_joiner_sees_and_hears_the_participants()
    {
        var ada = await JoinAsync("late", "Ada");
        var grace = await JoinAsync("late", "Grace");
        await ada.ReceivesAsync(videos: 1, audios: 1);

        var late = await JoinAsync("late", "Barbara");

        await late.ReceivesAsync(videos: 2, audios: 2);
        await Task.WhenAll(ada.ReceivesAsync(videos: 2, audios: 2), grace.ReceivesAsync(videos: 2, audios: 2));
    }

    [Fact]
    public async Task A_receive_only_user_sends_nothing_and_a_send_only_user_receives_nothing()
    {
        var sender = await JoinAsync("oneway", "Sender", "?sendOnly=1");
        var watcher = await JoinAsync("oneway", "Watcher", "?recvOnly=1");
        var ada = await JoinAsync("oneway", "Ada");

        await watcher.ReceivesAsync(videos: 2, audios: 2);
        await ada.ReceivesAsync(videos: 1, audios: 1);

        Assert.Empty((await sender.Media.ReadAsync()).Inbound);
        var received = await ada.Media.ReadAsync();
        Assert.Single(received.Of("audio"));
        Assert.Single(received.Of("video"), video => video.Frames > 0);
    }
}
