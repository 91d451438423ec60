using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

public sealed class DemoPageTests(StackFixture stack, Chromium chromium, Accessibility accessibility) : CallTests(stack, chromium), IClassFixture<Accessibility>
{
    [Fact]
    public async Task The_join_screen_shows_the_camera_and_the_level_of_the_microphone()
    {
        var ada = await OpenAsync("preview", "Ada");

        await Polling.HoldsAsync(
            async () => await ada.Page.ReadAsync<bool>("document.querySelector('[data-testid=preview-video]').currentTime > 0"),
            () => "the camera is not shown",
            TimeSpan.FromSeconds(30));
        await Polling.HoldsAsync(
            async () => await ada.Page.ReadAsync<double>("document.querySelector('[data-testid=microphone-level]').value") > 0.1,
            () => "the beep of the fake microphone is not shown",
            TimeSpan.FromSeconds(30));
        await accessibility.CheckAsync(ada.Page);
        await ada.Page.SetViewportSizeAsync(390, 844);
        await accessibility.CheckAsync(ada.Page);

        await ada.Control("join-video").UncheckAsync();
        await Assertions.Expect(ada.Control("preview-video")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_devices_that_were_chosen_before_are_used_and_chosen_again()
    {
        var ada = await OpenAsync("devices", "Ada");
        var options = ada.Control("microphone-select").Locator("option");
        await Assertions.Expect(options).Not.ToHaveCountAsync(1);
        var last = await options.Last.GetAttributeAsync("value");
        await ada.Control("microphone-select").SelectOptionAsync(last!);

        await ada.Page.ReloadAsync();
        await Assertions.Expect(ada.Control("microphone-select")).ToHaveValueAsync(last!);
        await ada.Control("name-input").FillAsync("Ada");
        await ada.EnterAsync();

        string? used = null;
        await Polling.HoldsAsync(
            async () => (used = await ada.Page.ReadAsync<string?>(
                "window.signalRoom.publications.find(p => p.source === 'microphone')?.track?.getSettings().deviceId")) == last,
            () => $"the microphone is {used}, not {last}",
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Addresses_in_messages_are_links_and_nothing_else_is()
    {
        var (ada, grace) = await CallAsync("links");
        await grace.Control("toggle-chat").ClickAsync();

        await ada.SayAsync("Read https://example.org/a?b=1, not javascript:alert(1) <b>now</b>");

        await grace.ReadsAsync("Read https://example.org/a?b=1, not javascript:alert(1) <b>now</b>");
        var links = grace.Control("chat-text").Locator("a");
        await Assertions.Expect(links).ToHaveCountAsync(1);
        await Assertions.Expect(links).ToHaveAttributeAsync("href", "https://example.org/a?b=1");
        await Assertions.Expect(links).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Assertions.Expect(grace.Control("chat-text").Locator("b")).ToHaveCountAsync(0);
        await accessibility.CheckAsync(grace.Page);
        await accessibility.CheckAsync(ada.Page);
    }

    [Fact]
    public async Task A_raised_hand_is_seen_by_all_and_by_those_who_join_later_until_it_is_lowered()
    {
        var (ada, grace) = await CallAsync("hands");

        await ada.Control("toggle-hand").ClickAsync();
        await Assertions.Expect(ada.Control("toggle-hand")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-hand")).ToBeVisibleAsync();
        var late = await JoinAsync("hands", "Late");
        await Assertions.Expect(late.Tile("Ada").GetByTestId("tile-hand")).ToBeVisibleAsync();
        await Assertions.Expect(late.Tile("Grace").GetByTestId("tile-hand")).ToBeHiddenAsync();

        await late.Page.SetViewportSizeAsync(390, 844);
        await accessibility.CheckAsync(late.Page);
        await late.Control("open-roster").ClickAsync();
        await Assertions.Expect(late.Control("roster-entry")).ToHaveTextAsync(["AdaHand raised", "Late (you)", "Grace"]);
        await accessibility.CheckAsync(late.Page);

        await ada.Control("toggle-hand").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-hand")).ToBeHiddenAsync();
        await Assertions.Expect(late.Control("roster-hand")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_raised_hand_leaves_with_its_owner()
    {
        var (ada, grace) = await CallAsync("hand gone");
        await ada.Control("toggle-hand").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-hand")).ToBeVisibleAsync();

        await ada.Control("leave-button").ClickAsync();
        await ada.Control("rejoin-button").ClickAsync();
        await Assertions.Expect(ada.Control("call")).ToBeVisibleAsync();
        await grace.SeesOthersAsync(1);

        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-hand")).ToBeHiddenAsync();
        await grace.Control("open-roster").ClickAsync();
        await Assertions.Expect(grace.Control("roster-hand")).ToHaveCountAsync(0);
    }
}
