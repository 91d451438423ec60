using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Calls whose frames are encrypted between the browsers.</summary>
public sealed class EncryptionTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private const string Small = "?size=320x180";

    [Fact]
    public async Task Only_users_with_the_key_see_and_hear()
    {
        var ada = await JoinAsync("secret", "Ada", $"{Small}#key=tea");
        var grace = await JoinAsync("secret", "Grace", $"{Small}#key=tea");
        var other = await JoinAsync("secret", "Mallory", $"{Small}&recvOnly=1#key=coffee");
        var without = await JoinAsync("secret", "Eve", Small);

        // Eve also sends, unencrypted: her streams are not shown.
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));

        await other.Media.WatchAsync(
            "encrypted packets", (_, now) => now.Inbound.Count(stream => stream is { Kind: "video", Packets: > 100 }) >= 3);
        Assert.All((await other.Media.ReadAsync()).Inbound, stream => Assert.Equal((0L, 0.0), (stream.Frames, stream.Energy)));
        Assert.Empty((await without.Media.ReadAsync()).Inbound);
    }
}
