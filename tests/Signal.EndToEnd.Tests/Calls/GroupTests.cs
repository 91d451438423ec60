using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

public sealed class GroupTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    // Small pictures in one layer: four pages in full mesh share two cores with the stack.
    private const string Query = "?size=320x180&layering=single";

    [Fact]
    public async Task Four_people_all_receive_the_three_others()
    {
        var people = new List<CallPage>();
        foreach (var name in (string[])["Ada", "Grace", "Barbara", "Katherine"])
        {
            people.Add(await JoinAsync("four", name, Query));
        }

        await Task.WhenAll(people.Select(person => person.SeesOthersAsync(3)));
        foreach (var person in people)
        {
            await person.ReceivesAsync(videos: 3, audios: 3);
        }

        await people[3].SayAsync("To all of you");
        await Task.WhenAll(people.Take(3).Select(person => person.ReadsAsync("To all of you")));

        await people[0].Control("leave-button").ClickAsync();
        await Task.WhenAll(people.Skip(1).Select(person => person.SeesOthersAsync(2)));
    }

    [Fact]
    public async Task Who_comes_late_sees_and_hears_those_who_are_there()
    {
        var ada = await JoinAsync("late", "Ada");
        var grace = await JoinAsync("late", "Grace");
        await ada.ReceivesAsync(videos: 1, audios: 1);

        var late = await JoinAsync("late", "Barbara");

        await late.ReceivesAsync(videos: 2, audios: 2);
        await Task.WhenAll(ada.ReceivesAsync(videos: 2, audios: 2), grace.ReceivesAsync(videos: 2, audios: 2));
    }

    [Fact]
    public async Task Who_only_watches_is_not_received_and_who_only_sends_receives_nothing()
    {
        var sender = await JoinAsync("oneway", "Sender", "?sendOnly=1");
        var watcher = await JoinAsync("oneway", "Watcher", "?recvOnly=1");

        await watcher.ReceivesAsync(videos: 1, audios: 1);

        Assert.Empty((await sender.Page.MediaAsync()).Inbound);
    }
}
