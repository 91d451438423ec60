using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

public sealed class TwoPeopleTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    [Fact]
    public async Task See_and_hear_each_other_and_chat_both_ways()
    {
        var (ada, grace) = await CallAsync("talk");

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));

        await ada.SayAsync("Hello from Ada");
        await grace.ReadsAsync("Hello from Ada");
        await grace.SayAsync("Hello from Grace");
        await ada.ReadsAsync("Hello from Grace");
    }

    [Fact]
    public async Task A_microphone_that_is_off_is_silent_until_it_is_on_again()
    {
        var (ada, grace) = await CallAsync("mute");
        await grace.ReceivesAsync(videos: 1, audios: 1);

        await ada.Control("toggle-microphone").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-muted")).ToBeVisibleAsync();
        await grace.ReceivesAsync(videos: 1, audios: 0);

        await ada.Control("toggle-microphone").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-muted")).ToBeHiddenAsync();
        await grace.ReceivesAsync(videos: 1, audios: 1);
    }

    [Fact]
    public async Task A_camera_that_is_off_sends_no_picture_until_it_is_on_again()
    {
        var (ada, grace) = await CallAsync("camera");
        await grace.ReceivesAsync(videos: 1, audios: 1);

        await ada.Control("toggle-camera").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada")).ToHaveAttributeAsync("data-video", "off");
        await grace.ReceivesAsync(videos: 0, audios: 1);

        await ada.Control("toggle-camera").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada")).ToHaveAttributeAsync("data-video", "on");
        await grace.ReceivesAsync(videos: 1, audios: 1);
    }

    [Fact]
    public async Task A_user_who_leaves_is_removed_at_once()
    {
        var (ada, grace) = await CallAsync("leave");

        await ada.Control("leave-button").ClickAsync();

        await Assertions.Expect(ada.Control("left-screen")).ToBeVisibleAsync();
        await grace.SeesOthersAsync(0);
    }

    [Fact]
    public async Task A_user_who_closes_the_window_is_removed_too()
    {
        var (ada, grace) = await CallAsync("close");

        await ada.Page.EndAsync();

        await grace.SeesOthersAsync(0);
    }

    [Fact]
    public async Task A_lower_layer_is_a_smaller_picture()
    {
        // In two layers, 180 and 360 lines; a busy browser may take a quarter off, and never half.
        const string Query = "?size=640x360";
        await JoinAsync("layers", "Ada", Query);
        var grace = await JoinAsync("layers", "Grace", Query);
        await grace.ReceivesAsync(videos: 1, audios: 1);

        await grace.PreferAsync(spatialLayer: 1);
        await grace.Media.WatchAsync("a large picture", (_, now) => now.Of("video").Any(video => video.Height > 200));

        await grace.PreferAsync(spatialLayer: 0);
        await grace.Media.WatchAsync("a small picture", (_, now) => now.Of("video").Any(video => video.Height is > 0 and <= 180));

        await grace.PreferAsync(spatialLayer: 1);
        await grace.Media.WatchAsync("a large picture again", (_, now) => now.Of("video").Any(video => video.Height > 200));
    }

    [Fact]
    public async Task Media_flows_over_TCP_only()
    {
        var ada = await JoinAsync("tcp", "Ada", "?tcp=1");
        var grace = await JoinAsync("tcp", "Grace", "?tcp=1");

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));

        var protocols = (await ada.Media.ReadAsync()).Protocols;
        Assert.NotEmpty(protocols);
        Assert.All(protocols, protocol => Assert.Equal("tcp", protocol));
    }

    [Fact]
    public async Task MessagePack_carries_the_same_call()
    {
        var ada = await JoinAsync("pack", "Ada", "?protocol=messagepack");
        var grace = await JoinAsync("pack", "Grace");

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
    }
}
