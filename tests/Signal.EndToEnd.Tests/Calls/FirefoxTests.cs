using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Calls between Chromium (Ada) and Firefox (Grace).</summary>
public sealed class FirefoxTests(StackFixture stack, Chromium chromium, Firefox firefox) : CallTests(stack, chromium), IClassFixture<Firefox>
{
    // Two layers, 180 and 360 lines.
    private const string Query = "?size=640x360";

    [Fact]
    public async Task See_and_hear_each_other_and_chat_both_ways()
    {
        await using var grace = await JoinInFirefoxAsync("browsers talk");
        var ada = await JoinAsync("browsers talk", "Ada", Query);

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.Media.FlowsAsync(videos: 1, audios: 1));

        await ada.SayAsync("Hello from Chromium");
        await grace.ReadsAsync("Hello from Chromium");
        await grace.SayAsync("Hello from Firefox");
        await ada.ReadsAsync("Hello from Firefox");
    }

    [Fact]
    public async Task A_microphone_that_is_off_is_silent_in_the_other_browser_until_it_is_on_again()
    {
        var ada = await JoinAsync("browsers mute", "Ada", Query);
        await using var grace = await JoinInFirefoxAsync("browsers mute");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.Media.FlowsAsync(videos: 1, audios: 1));

        await ada.Control("toggle-microphone").ClickAsync();
        await grace.SeesAsync("Ada", muted: true);
        await grace.Media.FlowsAsync(videos: 1, audios: 0);
        await ada.Control("toggle-microphone").ClickAsync();
        await grace.SeesAsync("Ada", muted: false);
        await grace.Media.FlowsAsync(videos: 1, audios: 1);

        await grace.ClickAsync("toggle-microphone");
        await Assertions.Expect(ada.Tile("Grace").GetByTestId("tile-muted")).ToBeVisibleAsync();
        await ada.ReceivesAsync(videos: 1, audios: 0);
        await grace.ClickAsync("toggle-microphone");
        await Assertions.Expect(ada.Tile("Grace").GetByTestId("tile-muted")).ToBeHiddenAsync();
        await ada.ReceivesAsync(videos: 1, audios: 1);
    }

    [Fact]
    public async Task Each_browser_receives_the_layer_that_it_requests()
    {
        var ada = await JoinAsync("browsers layers", "Ada", Query);
        await using var grace = await JoinInFirefoxAsync("browsers layers");

        await SwitchAsync(grace.PreferAsync, grace.Media);
        await SwitchAsync(ada.PreferAsync, ada.Media);
    }

    // A busy browser may take a quarter off the lines of a layer, and never half.
    private static async Task SwitchAsync(Func<int, Task> prefer, ReceivedMedia media)
    {
        await media.FlowsAsync(videos: 1, audios: 1);
        foreach (var (layer, what, condition) in ((int, string, Func<int, bool>)[])
            [
                (1, "a large picture", height => height > 200),
                (0, "a small picture", height => height is > 0 and <= 180),
                (1, "a large picture again", height => height > 200),
            ])
        {
            await prefer(layer);
            await media.WatchAsync(
                what,
                (before, now) => now.Of("video").Any(video => condition(video.Height)) && now.Pictures(before).Any(frames => frames > 10));
        }
    }

    private Task<FirefoxCallPage> JoinInFirefoxAsync(string room) => FirefoxCallPage.JoinAsync(firefox, Stack.DemoUrl, room, "Grace", Query);
}
