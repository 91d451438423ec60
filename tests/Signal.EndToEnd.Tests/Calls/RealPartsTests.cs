using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Each part of the stack is really in use: suspending it has an effect, and a running call continues.</summary>
public sealed class RealPartsTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    [Theory]
    [InlineData("Signal.FunctionsHost")]
    [InlineData("azurite")]
    public async Task Without_the_control_plane_no_new_user_joins_and_the_call_continues(string part)
    {
        var room = $"frozen {part}".Replace('.', ' ');
        var ada = await JoinAsync(room, "Ada");
        var grace = await JoinAsync(room, "Grace");
        await grace.ReceivesAsync(videos: 1, audios: 1);
        var late = await OpenAsync(room, "Barbara");

        using (Stack.Freeze(part))
        {
            await late.Control("join-button").ClickAsync();
            await Assertions.Expect(late.Control("join-error")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await grace.ReceivesAsync(videos: 1, audios: 1);
            await ada.SayAsync("Still here");
            await grace.ReadsAsync("Still here");
        }

        await late.EnterAsync();
        await late.ReceivesAsync(videos: 2, audios: 2);
    }
}
