using Microsoft.Playwright;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The admin page, driven as an operator uses it.</summary>
internal sealed class AdminPage
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);
    private readonly List<string> _violations = [];

    private AdminPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout((float)WaitTimeout.TotalMilliseconds);
        page.Console += (_, message) => Record(message.Text, "Content Security Policy", "Trusted Type");
        page.PageError += (_, error) => _violations.Add(error);
        page.Dialog += (_, dialog) => _violations.Add($"a script opened a dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>What the page must not do: uncaught errors, violations of its content security policy, dialogs of foreign scripts.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public static async Task<AdminPage> OpenAsync(Chromium browser, string functionsUrl, ViewportSize? viewport = null, ColorScheme? scheme = null)
    {
        var page = new AdminPage(await browser.NewPageAsync(viewport));
        await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme ?? ColorScheme.Light });
        await page.Page.GotoAsync(functionsUrl + "/console");
        return page;
    }

    public ILocator Control(string testId) => Page.GetByTestId(testId);

    /// <summary>The control with that id that is visible: a view may hold several lists.</summary>
    public ILocator Visible(string testId) => Control(testId).Filter(new() { Visible = true });

    /// <summary>Searches a room by its name, and opens it.</summary>
    public async Task OpenRoomAsync(string name)
    {
        await Control("room-search").FillAsync(name);
        await Control("search").ClickAsync();
        await Row("found-rooms", name).GetByRole(AriaRole.Link).ClickAsync();
    }

    /// <summary>Whether a table is shown without scrolling sideways.</summary>
    public Task<bool> FitsAsync(string table) =>
        Control(table).ReadAsync<bool>("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth");

    /// <summary>The row of a table with that text.</summary>
    public ILocator Row(string table, string text) => Control(table).Locator("tbody tr").Filter(new() { HasText = text });

    /// <summary>The card of a node.</summary>
    public ILocator Node(string nodeId) => Page.Locator($"[data-testid=node][data-node-id='{nodeId}']");

    /// <summary>Signs in with a key, by keyboard only.</summary>
    public async Task SignInAsync(string serviceId, string key)
    {
        await Assertions.Expect(Control("service-id")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(serviceId);
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(key);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Signs in with a token that was made elsewhere.</summary>
    public async Task SignInWithTokenAsync(string token)
    {
        await Page.GetByText("Sign in with a token instead").ClickAsync();
        await Control("session-token").FillAsync(token);
        await Control("sign-in-with-token").ClickAsync();
    }

    private void Record(string text, params string[] words)
    {
        if (words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            _violations.Add(text);
        }
    }
}
