using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Calls;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Admin;

/// <summary>The admin page with a room of a thousand participants.</summary>
public sealed class LargeRoomTests(StackFixture stack, Chromium chromium, Accessibility accessibility)
    : CallTests(stack, chromium), IClassFixture<Accessibility>
{
    private const int People = 1_000;
    private const int PageSize = 50;
    private const int MostElements = 4_000;

    // The page reads four things every five seconds: the room, its participants, their quality, the history.
    private const int Reads = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(120);
    private readonly Chromium _chromium = chromium;

    [Fact]
    public async Task Its_participants_are_paged_and_its_quality_is_read_in_pieces()
    {
        using var http = new HttpClient();
        var (id, key) = await Stack.DemoServiceAsync();
        var admin = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
        var room = await admin.Rooms.CreateAsync(new RoomSpec { Name = "a thousand" }, cancellationToken: TestContext.Current.CancellationToken);
        await using var peers = await SignallingPeers.JoinAsync(admin, room.Id, People);
        var known = 0;
        await Polling.HoldsAsync(
            async () => (known = await admin.Participants.ListAsync(room.Id, TestContext.Current.CancellationToken).CountAsync()) == People,
            () => $"the control plane knows {known} participants",
            WaitTimeout);

        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        var requests = new ConcurrentQueue<string>();
        page.Page.Request += (_, request) => requests.Enqueue(request.Url);
        await page.SignInAsync(id, key);
        await page.OpenRoomAsync("a thousand");
        var rows = page.Control("participants").Locator("tbody tr");
        await Assertions.Expect(rows.Filter(new() { HasText = "no media" })).ToHaveCountAsync(PageSize);
        await accessibility.CheckAsync(page.Page);
        Assert.True(await page.FitsAsync("participants"), "the participants do not fit into 1280 pixels");

        await ReadsAtItsPaceAsync(page, requests);
        var seen = await AllPagesAsync(page, rows);

        Assert.Equal(People, seen.Count);
        await Assertions.Expect(rows.Filter(new() { HasText = "no media" })).ToHaveCountAsync(PageSize);
        Assert.InRange(await page.Page.ReadAsync<int>("document.querySelectorAll('*').length"), 1, MostElements);
        Assert.All(
            requests.Where(url => url.Contains("/quality", StringComparison.Ordinal)),
            url => Assert.InRange(url.Split("peer=").Length - 1, 1, PageSize));

        var user = await rows.Last.Locator("code").TextContentAsync();
        await rows.Last.GetByTestId("kick").ClickAsync();
        await page.Control("confirm-action").ClickAsync();
        await Assertions.Expect(page.Row("participants", user!)).ToHaveCountAsync(0);
        await Assertions.Expect(rows).ToHaveCountAsync(PageSize - 1);
        Assert.Empty(page.Violations);
    }

    private static async Task ReadsAtItsPaceAsync(AdminPage page, ConcurrentQueue<string> requests)
    {
        var (before, watch) = (requests.Count, Stopwatch.StartNew());
        for (var i = 0; i < 3; i++)
        {
            await page.Page.WaitForResponseAsync(response => response.Url.Contains("/participants?", StringComparison.Ordinal));
        }

        var most = Reads * (int)Math.Ceiling((watch.Elapsed / Interval) + 1);
        Assert.InRange(requests.Count - before, 3, most);
    }

    /// <summary>Goes through all pages; returns the ids of the peers on them.</summary>
    private static async Task<HashSet<string>> AllPagesAsync(AdminPage page, ILocator rows)
    {
        var seen = new HashSet<string>();
        for (var number = 1; ; number++)
        {
            await Assertions.Expect(page.Visible("page-number")).ToHaveTextAsync($"Page {number}");
            Assert.Equal(PageSize, await rows.CountAsync());
            seen.UnionWith(await rows.ReadAllAsync<string[]>("rows => rows.map(row => row.dataset.key)"));
            if (number == People / PageSize)
            {
                await Assertions.Expect(page.Visible("next-page")).ToBeDisabledAsync();
                return seen;
            }

            await page.Visible("next-page").ClickAsync();
        }
    }
}
