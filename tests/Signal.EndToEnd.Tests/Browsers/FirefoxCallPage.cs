using System.Text.Json;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The demo page in Firefox, driven as a participant uses it. Disposing it closes the tab.</summary>
internal sealed class FirefoxCallPage : IAsyncDisposable
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);
    private readonly Firefox _browser;
    private readonly string _tab;

    private FirefoxCallPage(Firefox browser, string tab, string name)
    {
        (_browser, _tab) = (browser, tab);
        Media = new(name, EvaluateAsync);
    }

    /// <summary>What this participant receives.</summary>
    public ReceivedMedia Media { get; }

    /// <summary>Opens the page and joins as a user does: types a name and a room, presses Join.</summary>
    public static async Task<FirefoxCallPage> JoinAsync(Firefox browser, string demoUrl, string room, string name, string query)
    {
        var page = new FirefoxCallPage(browser, await browser.OpenAsync(demoUrl + query), name);
        await page.FillAsync("name-input", name);
        await page.FillAsync("room-input", room);
        await page.ClickAsync("join-button");
        await page.ShowsAsync(Control("call"));
        return page;
    }

    /// <summary>Presses a button.</summary>
    public Task ClickAsync(string testId) => OnAsync(testId, "element.click()");

    /// <summary>Waits until the page shows the tile of another participant, with or without the mark of a muted microphone.</summary>
    public async Task SeesAsync(string name, bool muted)
    {
        var tile = $"[data-testid=tile][data-local=false][data-source=camera][data-name='{name}']";
        await ShowsAsync(tile);
        await ShowsAsync($"{tile} {Control("tile-muted")}", muted);
    }

    /// <summary>Sends a chat message.</summary>
    public async Task SayAsync(string text)
    {
        await OpenChatAsync();
        await FillAsync("chat-input", text);
        await ClickAsync("chat-send");
    }

    /// <summary>Waits until the page shows that chat message.</summary>
    public async Task ReadsAsync(string text)
    {
        await OpenChatAsync();
        await HoldsAsync(
            $"[...document.querySelectorAll({Quoted(Control("chat-text"))})].some(message => message.textContent === {Quoted(text)})",
            $"does not show the message {text}");
    }

    /// <summary>Requests a layer of every received video (0 is the smallest), through the SDK of the page.</summary>
    public Task PreferAsync(int spatialLayer) => EvaluateAsync($"({CallPage.Prefer})({spatialLayer})");

    public async ValueTask DisposeAsync() => await _browser.CloseAsync(_tab);

    private static string Control(string testId) => $"[data-testid={testId}]";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string IsShown(string selector) => $"document.querySelector({Quoted(selector)})?.checkVisibility() === true";

    private async Task OpenChatAsync()
    {
        if (await EvaluateAsync(IsShown(Control("chat-panel"))) != "true")
        {
            await ClickAsync("toggle-chat");
        }
    }

    private Task FillAsync(string testId, string text) =>
        OnAsync(testId, $"element.value = {Quoted(text)}; element.dispatchEvent(new Event('input', {{ bubbles: true }}))");

    /// <summary>Waits for an element, then runs statements on it.</summary>
    private async Task OnAsync(string testId, string statements)
    {
        await ShowsAsync(Control(testId));
        await EvaluateAsync($"(element => {{ {statements} }})(document.querySelector({Quoted(Control(testId))}))");
    }

    private Task ShowsAsync(string selector, bool shown = true) =>
        HoldsAsync($"({IsShown(selector)}) === {(shown ? "true" : "false")}", $"{(shown ? "does not show" : "still shows")} {selector}");

    private Task HoldsAsync(string condition, string otherwise) => Polling.HoldsAsync(
        async () => await EvaluateAsync(condition) == "true", () => $"Firefox {otherwise}", WaitTimeout);

    private Task<string> EvaluateAsync(string expression) => _browser.EvaluateAsync(_tab, expression);
}
