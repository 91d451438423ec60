using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Streams other than the camera with default settings.</summary>
public sealed class StreamTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    [Theory]
    [InlineData("VP8", "simulcast", 2)]
    [InlineData("VP8", "single", 1)]
    [InlineData("VP9", "svc", 1)]
    [InlineData("H264", "simulcast", 2)]
    [InlineData("AV1", "svc", 1)]
    public async Task Every_codec_is_received_with_the_layering_that_it_allows(string codec, string layering, int encodings)
    {
        var query = $"?size=640x360&codec={codec}&layering={layering}";
        var ada = await JoinAsync($"{codec} {layering}", "Ada", query);
        var grace = await JoinAsync($"{codec} {layering}", "Grace", query);

        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        Assert.Equal($"video/{codec}", await grace.ReceivedCodecAsync());
        Assert.Equal(encodings, await ada.Page.ReadAsync<int>(
            "window.__peerConnections.flatMap(c => c.getSenders()).find(s => s.track?.kind === 'video').getParameters().encodings.length"));
    }

    [Fact]
    public async Task A_shared_screen_is_shown_next_to_the_camera_until_it_ends()
    {
        var ada = await JoinAsync("screen", "Ada");
        var grace = await JoinAsync("screen", "Grace");
        await grace.ReceivesAsync(videos: 1, audios: 1);

        await ada.Control("toggle-screen").ClickAsync();
        await Assertions.Expect(grace.Screen("Ada")).ToBeVisibleAsync();
        await grace.Media.WatchAsync("camera and screen", (before, now) => now.Pictures(before).Count(frames => frames > 10) == 2);

        await ada.Control("toggle-screen").ClickAsync();
        await Assertions.Expect(grace.Screen("Ada")).ToBeHiddenAsync();
        await grace.ReceivesAsync(videos: 1, audios: 1);
    }
}
