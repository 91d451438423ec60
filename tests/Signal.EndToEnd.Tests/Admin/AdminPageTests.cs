using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Calls;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Admin;

/// <summary>What an operator sees and does on the admin page.</summary>
public sealed partial class AdminPageTests(StackFixture stack, Chromium chromium, Accessibility accessibility)
    : CallTests(stack, chromium), IClassFixture<Accessibility>
{
    private readonly Chromium _chromium = chromium;

    [Fact]
    public async Task An_operator_sees_a_room_mutes_and_removes_a_participant_and_reads_why_they_left()
    {
        var (ada, grace) = await CallAsync("admin page");
        var (id, key) = await Stack.DemoServiceAsync();
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync(id, key);
        await Assertions.Expect(page.Control("nav-nodes")).ToHaveCountAsync(0);

        await page.Control("room-search").FillAsync("ADMIN page");
        await page.Control("search").ClickAsync();
        await page.Row("found-rooms", "admin page").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Row("participants", "Ada")).ToContainTextAsync("camera (VP8)");
        await Assertions.Expect(page.Row("participants", "Grace")).ToContainTextAsync("microphone (opus)");
        await Assertions.Expect(page.Row("participants", "Grace")).ToContainTextAsync(Device());
        await Assertions.Expect(page.Row("participants", "Grace")).ToContainTextAsync(Quality());

        await page.Row("participants", "Ada").GetByTestId("mute").ClickAsync();
        await Assertions.Expect(grace.Tile("Ada").GetByTestId("tile-muted")).ToBeVisibleAsync();
        await Assertions.Expect(page.Row("participants", "Ada")).ToContainTextAsync("microphone (opus), paused");

        await page.Row("participants", "Grace").GetByTestId("kick").ClickAsync();
        await page.Control("kick-reason").FillAsync("Off topic");
        await accessibility.CheckAsync(page.Page);
        await page.Control("confirm-action").ClickAsync();
        await Assertions.Expect(grace.Control("left-reason")).ToContainTextAsync("Off topic");
        await ada.SeesOthersAsync(0);
        await Assertions.Expect(page.Row("participants", "Grace")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Row("history", "removed by a command or a moderator")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Row("history", "Joined")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Row("history", "Room opened")).ToContainTextAsync(await ada.NodeAsync());
        await accessibility.CheckAsync(page.Page);
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task The_connection_of_a_participant_is_shown_while_its_dialog_is_open()
    {
        var (_, grace) = await CallAsync("admin connection");
        await grace.ReceivesAsync(videos: 1, audios: 1);
        var (id, key) = await Stack.DemoServiceAsync();
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl, new ViewportSize { Width = 390, Height = 844 }, ColorScheme.Dark);
        await page.SignInAsync(id, key);
        await page.Control("room-search").FillAsync("admin connection");
        await page.Control("search").ClickAsync();
        await page.Row("found-rooms", "admin connection").GetByRole(AriaRole.Link).ClickAsync();

        await accessibility.CheckAsync(page.Page);
        Assert.True(await page.FitsAsync("participants"), "the participants do not fit on a phone");
        await page.Row("participants", "Ada").GetByTestId("inspect").ClickAsync();
        await Assertions.Expect(page.Control("transports").Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Row("transports", "from the participant")).ToContainTextAsync("udp ");
        await Assertions.Expect(page.Row("sent-streams", "camera, VP8")).ToContainTextAsync(Rate());
        await Assertions.Expect(page.Row("received-streams", "audio, opus")).ToContainTextAsync("of 10");
        await accessibility.CheckAsync(page.Page);
        Assert.True(await page.Page.ReadAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a phone");
        await page.Page.SetViewportSizeAsync(1280, 800);
        await accessibility.CheckAsync(page.Page);

        await grace.Control("leave-button").ClickAsync();
        await Assertions.Expect(page.Control("received-streams")).ToBeHiddenAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Control("connection-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Row("participants", "Ada").GetByTestId("inspect")).ToBeFocusedAsync();
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task An_operator_moves_a_participant_to_another_room_and_a_room_to_another_node()
    {
        var (ada, grace) = await CallAsync("office");
        var barbara = await JoinAsync("corridor", "Barbara");
        var home = await ada.NodeAsync();
        var (id, _) = await Stack.DemoServiceAsync();
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync("superservice", Stack.AdminKey);
        await page.Control("nav-services").ClickAsync();
        await page.Row("services", id).GetByTestId("act-for").ClickAsync();
        await page.Control("room-search").FillAsync("office");
        await page.Control("search").ClickAsync();
        await page.Row("found-rooms", "office").GetByRole(AriaRole.Link).ClickAsync();

        await page.Control("move-room").ClickAsync();
        await accessibility.CheckAsync(page.Page);
        await page.Control("confirm-action").ClickAsync();
        await Task.WhenAll(ada.IsAwayFromAsync(home), grace.IsAwayFromAsync(home));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));

        // The former node has closed its copy of the room, with all its participants.
        await Assertions.Expect(page.Row("history", "Room closed")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Row("participants", "Ada")).ToHaveCountAsync(1);
        await page.Row("participants", "Ada").GetByTestId("move").ClickAsync();
        // The rooms of all other tests may be more than the dialog lists at first.
        await page.Control("choice-search").FillAsync("corridor");
        await page.Control("choice-find").ClickAsync();
        await Assertions.Expect(page.Control("choice-note")).ToContainTextAsync("match");
        await accessibility.CheckAsync(page.Page);
        await page.Control("choice").SelectOptionAsync(await barbara.Page.ReadAsync<string>("window.signalRoom.roomId"));
        await page.Control("confirm-action").ClickAsync();
        await Task.WhenAll(ada.Tile("Barbara").WaitForAsync(), barbara.Tile("Ada").WaitForAsync(), grace.SeesOthersAsync(0));
        await Assertions.Expect(page.Row("history", "moved to another node or room").First).ToBeVisibleAsync();
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task The_superservice_sees_the_load_of_the_nodes_and_drains_one()
    {
        await using var extra = Stack.StartNode("node-to-drain");
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync("superservice", Stack.AdminKey);
        var node = page.Node(extra.Id);
        await Assertions.Expect(node.GetByTestId("node-state")).ToHaveTextAsync("Serving");
        await node.GetByText("Workers").ClickAsync();
        await Assertions.Expect(node.GetByTestId("worker").First).ToContainTextAsync("routers");
        // A line needs two values.
        await Assertions.Expect(node.Locator(".charts path").First).ToHaveAttributeAsync("d", DrawnLine());
        await accessibility.CheckAsync(page.Page);

        await node.GetByTestId("drain").ClickAsync();
        await page.Control("drain-minutes").FillAsync("10");
        await page.Control("confirm-action").ClickAsync();
        await Assertions.Expect(node.GetByTestId("node-state")).ToContainTextAsync("Draining, until");

        await node.GetByTestId("cancel-drain").ClickAsync();
        await Assertions.Expect(node.GetByTestId("node-state")).ToHaveTextAsync("Serving");
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task The_superservice_looks_at_the_rooms_of_a_service_and_returns_to_its_own()
    {
        await CallAsync("seen by the superservice");
        var (id, _) = await Stack.DemoServiceAsync();
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync("superservice", Stack.AdminKey);

        await page.Control("nav-services").ClickAsync();
        await accessibility.CheckAsync(page.Page);
        await page.Row("services", id).GetByTestId("act-for").ClickAsync();
        await Assertions.Expect(page.Control("acting-for")).ToContainTextAsync(id);
        await page.Control("room-search").FillAsync("seen by the superservice");
        await page.Control("search").ClickAsync();
        await page.Row("found-rooms", "seen by the superservice").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Row("participants", "Ada")).ToHaveCountAsync(1);

        await page.Control("nav-nodes").ClickAsync();
        await Assertions.Expect(page.Control("node")).Not.ToHaveCountAsync(0);
        await page.Control("act-for-own").ClickAsync();
        await Assertions.Expect(page.Control("acting-for")).ToBeHiddenAsync();
        await Assertions.Expect(page.Control("heading")).ToHaveTextAsync("Rooms");
        await Assertions.Expect(page.Row("rooms", "seen by the superservice")).ToHaveCountAsync(0);
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task Many_rooms_are_paged_and_hostile_names_are_text()
    {
        using var http = new HttpClient();
        var super = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = "superservice", Key = Stack.AdminKey });
        var service = await super.Services.CreateAsync(new ServiceSpec("many rooms"), cancellationToken: TestContext.Current.CancellationToken);
        var key = service.NewKey!.Key;
        var tenant = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = service.Id, Key = key });
        const string Hostile = "<img src=x onerror=alert(1)>\u202Egnp.exe";
        await tenant.Rooms.CreateAsync(
            new RoomSpec { Name = Hostile, Metadata = new string('m', 4000) },
            cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 60; i++)
        {
            await tenant.Rooms.CreateAsync(new RoomSpec { Name = $"room {i}" }, cancellationToken: TestContext.Current.CancellationToken);
        }

        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl, new ViewportSize { Width = 390, Height = 844 }, ColorScheme.Dark);
        await page.SignInAsync(service.Id, key);
        var rows = page.Control("rooms").Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.Control("next-page").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(11);
        await Assertions.Expect(page.Control("page-number")).ToHaveTextAsync("Page 2");
        await page.Control("previous-page").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await accessibility.CheckAsync(page.Page);

        await page.Control("room-search").FillAsync("onerror");
        await page.Control("search").ClickAsync();
        await Assertions.Expect(page.Control("search-summary")).ToHaveTextAsync("1 of 61 rooms match.");
        await page.Control("found-rooms").GetByText("<img src=x onerror=alert(1)>\uFFFDgnp.exe").ClickAsync();
        await Assertions.Expect(page.Control("room-facts")).ToContainTextAsync(new string('m', 200) + "…");
        await accessibility.CheckAsync(page.Page);
        Assert.True(await page.Page.ReadAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a phone");
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task A_participant_whose_name_is_markup_has_that_name_in_the_call_and_on_the_page()
    {
        const string Markup = "<img src=x onerror=window.hit=1>";
        var ada = await JoinAsync("markup", "Ada");
        await JoinAsync("markup", Markup);
        await Assertions.Expect(ada.Page.Locator("[data-testid=tile][data-local=false]")).ToContainTextAsync(Markup);
        var (id, key) = await Stack.DemoServiceAsync();
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync(id, key);
        await page.OpenRoomAsync("markup");
        await Assertions.Expect(page.Row("participants", Markup)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Row("history", Markup)).ToHaveCountAsync(1);

        Assert.False(await ada.Page.ReadAsync<bool>("'hit' in window"));
        Assert.False(await page.Page.ReadAsync<bool>("'hit' in window"));
        Assert.Empty(page.Violations);
    }

    [GeneratedRegex("^M.+L")]
    private static partial Regex DrawnLine();

    [GeneratedRegex(@"Chrome \d+, Linux")]
    private static partial Regex Device();

    [GeneratedRegex(@"(?:good|fair|poor) \(sends \d+, receives \d+ of 10\)")]
    private static partial Regex Quality();

    [GeneratedRegex(@"[1-9][\d,.]* kbit/s")]
    private static partial Regex Rate();
}
