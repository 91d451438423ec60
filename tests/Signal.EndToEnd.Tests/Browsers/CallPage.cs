using Microsoft.Playwright;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The demo page, driven as a participant uses it.</summary>
internal sealed class CallPage
{
    /// <summary>A function that requests a layer of every received video through the SDK of the page.</summary>
    public const string Prefer =
        "layer => Promise.all(window.signalRoom.subscriptions.filter(s => s.kind === 'video').map(s => s.setPreferredLayers({ spatial: layer })))";

    // Each video leads to a picture of the page: a smaller one takes less CPU.
    private static readonly ViewportSize Viewport = new() { Width = 800, Height = 600 };

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromMinutes(3);

    private CallPage(IPage page, string name)
    {
        Page = page;
        Name = name;
        Media = new(name, expression => page.ReadAsync<string>(expression));
    }

    public IPage Page { get; }

    public string Name { get; }

    /// <summary>What this participant receives.</summary>
    public ReceivedMedia Media { get; }

    /// <summary>Opens the page and joins as a user does: types a name and a room, presses Join.</summary>
    public static async Task<CallPage> JoinAsync(Chromium browser, string demoUrl, string room, string name, string query = "")
    {
        var page = await OpenAsync(browser, demoUrl, room, name, query);
        await page.EnterAsync();
        return page;
    }

    /// <summary>Presses Join, and waits until the page shows the call.</summary>
    public async Task EnterAsync()
    {
        await Control("join-button").ClickAsync();
        await Control("call").Or(Control("join-error")).WaitForAsync(new() { Timeout = (float)WaitTimeout.TotalMilliseconds });
        if (!await Control("call").IsVisibleAsync())
        {
            throw new InvalidOperationException($"{Name} did not get in: {await Control("join-error").InnerTextAsync()}");
        }
    }

    /// <summary>Opens the page and fills in the form, without joining.</summary>
    public static async Task<CallPage> OpenAsync(Chromium browser, string demoUrl, string room, string name, string query = "")
    {
        var page = await browser.NewPageAsync(Viewport);
        page.SetDefaultTimeout((float)WaitTimeout.TotalMilliseconds);
        await page.GotoAsync($"{demoUrl}{query}");
        var call = new CallPage(page, name);
        await call.Control("name-input").FillAsync(name);
        await call.Control("room-input").FillAsync(room);
        return call;
    }

    public ILocator Control(string testId) => Page.GetByTestId(testId);

    /// <summary>The tile of another participant.</summary>
    public ILocator Tile(string name) => Page.Locator($"[data-testid=tile][data-local=false][data-source=camera][data-name='{name}']");

    /// <summary>The shared screen of another participant.</summary>
    public ILocator Screen(string name) => Page.Locator($"[data-testid=tile][data-local=false][data-source=screen][data-name='{name}']");

    /// <summary>The node that serves this participant now.</summary>
    public Task<string> NodeAsync() => Page.ReadAsync<string>("window.signalRoom.nodeId");

    /// <summary>This participant's id in the room.</summary>
    public Task<string> PeerIdAsync() => Page.ReadAsync<string>("window.signalRoom.peerId");

    /// <summary>The number of peer connections that the page has created so far.</summary>
    public Task<int> ConnectionsAsync() => Page.ReadAsync<int>("window.__peerConnections.length");

    /// <summary>Waits until the page shows that state of its connection.</summary>
    public Task IsAsync(string state, string nodeId = "") => Polling.HoldsAsync(
        async () => await Control("connection-state").GetAttributeAsync("data-state") == state && (nodeId.Length == 0 || await NodeAsync() == nodeId),
        () => $"{Name} is not {state} {nodeId}",
        RecoveryPatience);

    /// <summary>Waits until the page is connected to another node than this one.</summary>
    public Task IsAwayFromAsync(string nodeId) => Polling.HoldsAsync(
        async () => await Control("connection-state").GetAttributeAsync("data-state") == "connected" && await NodeAsync() != nodeId,
        () => $"{Name} is still at {nodeId}",
        RecoveryPatience);

    /// <summary>Takes the page offline or online. WebRTC's network paths are not affected.</summary>
    public Task CutOffAsync(bool cut) => Page.Context.SetOfflineAsync(cut);

    /// <summary>Waits until the page shows that number of other participants.</summary>
    public Task SeesOthersAsync(int count) =>
        Assertions.Expect(Page.Locator("[data-testid=tile][data-local=false]"))
            .ToHaveCountAsync(count, new() { Timeout = (float)WaitTimeout.TotalMilliseconds });

    public async Task SayAsync(string text)
    {
        if (!await Control("chat-panel").IsVisibleAsync())
        {
            await Control("toggle-chat").ClickAsync();
        }

        await Control("chat-input").FillAsync(text);
        await Control("chat-send").ClickAsync();
    }

    public Task ReadsAsync(string text) =>
        Assertions.Expect(Control("chat-text").GetByText(text)).ToHaveCountAsync(1, new() { Timeout = (float)WaitTimeout.TotalMilliseconds });

    /// <summary>Requests a layer of every received video (0 is the smallest), through the SDK of the page.</summary>
    public Task PreferAsync(int spatialLayer) => Page.RunAsync(Prefer, spatialLayer);

    /// <summary>The MIME type of the received video.</summary>
    public async Task<string> ReceivedCodecAsync() => (await Media.ReadAsync()).Of("video").First(stream => stream.Frames > 0).Codec;

    /// <summary>Waits until each of <paramref name="videos"/> videos has new frames and each of <paramref name="audios"/> audio streams is audible.</summary>
    public Task ReceivesAsync(int videos, int audios) => Media.FlowsAsync(videos, audios);
}
