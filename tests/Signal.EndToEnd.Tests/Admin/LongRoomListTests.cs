using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Calls;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Admin;

/// <summary>The admin page with a service that has thousands of rooms.</summary>
public sealed class LongRoomListTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private const int Rooms = 5_100;
    private const int PageSize = 50;
    private const int SearchedAtOnce = 5_000;
    private const int Callers = 16;
    private readonly Chromium _chromium = chromium;

    [Fact(Timeout = 600_000)]
    public async Task Its_rooms_are_paged_and_searched_in_pieces()
    {
        using var http = new HttpClient();
        var super = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = "superservice", Key = Stack.AdminKey });
        var service = await super.Services.CreateAsync(new ServiceSpec("thousands of rooms"), cancellationToken: TestContext.Current.CancellationToken);
        var key = service.NewKey!.Key;
        var tenant = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = service.Id, Key = key });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Rooms),
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = TestContext.Current.CancellationToken },
            async (number, cancelled) => await tenant.Rooms.CreateAsync(new RoomSpec { Name = $"room {number}" }, cancellationToken: cancelled));

        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync(service.Id, key);
        var rows = page.Control("rooms").Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(PageSize);
        var first = await rows.First.GetAttributeAsync("data-key");
        await page.Visible("next-page").ClickAsync();
        await Assertions.Expect(page.Visible("page-number")).ToHaveTextAsync("Page 2");
        await Assertions.Expect(rows).ToHaveCountAsync(PageSize);
        await Assertions.Expect(page.Control("rooms").Locator($"tr[data-key='{first}']")).ToHaveCountAsync(0);

        await SearchAsync(page, "of another name");
        await Assertions.Expect(page.Control("search-summary"))
            .ToHaveTextAsync($"0 of {SearchedAtOnce:N0} rooms match. There are more rooms, which have not been searched.");
        await page.Control("search-further").ClickAsync();
        await Assertions.Expect(page.Control("search-summary")).ToHaveTextAsync($"0 of {Rooms:N0} rooms match.");

        await SearchAsync(page, "ROOM");
        await Assertions.Expect(page.Control("search-summary")).ToContainTextAsync("The search ended here; use a longer text.");
        Assert.Empty(page.Violations);
    }

    private static async Task SearchAsync(AdminPage page, string text)
    {
        await page.Control("room-search").FillAsync(text);
        await page.Control("search").ClickAsync();
    }
}
