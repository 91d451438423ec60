using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Calls;
using Signal.EndToEnd.Tests.Stack;
using Signal.Testing;

namespace Signal.EndToEnd.Tests.Admin;

public sealed class AdminTroubleTests(StackFixture stack, Chromium chromium, Accessibility accessibility)
    : CallTests(stack, chromium), IClassFixture<Accessibility>
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);
    private readonly Chromium _chromium = chromium;

    [Fact]
    public async Task While_the_control_plane_does_not_answer_the_page_keeps_what_it_knows_and_says_so()
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync("superservice", Stack.AdminKey);
        await Assertions.Expect(page.Control("node")).Not.ToHaveCountAsync(0);
        var nodes = await page.Control("node").CountAsync();

        using (Stack.Freeze("Signal.FunctionsHost"))
        {
            await Assertions.Expect(page.Control("stale")).ToContainTextAsync("did not answer within ten seconds");
            await Assertions.Expect(page.Control("node")).ToHaveCountAsync(nodes);
            await accessibility.CheckAsync(page.Page);
        }

        await Assertions.Expect(page.Control("stale")).ToBeHiddenAsync();
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task A_node_that_no_longer_reports_is_shown_with_its_last_values()
    {
        await using var extra = Stack.StartNode("node-to-lose");
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync("superservice", Stack.AdminKey);
        await Assertions.Expect(page.Node(extra.Id).GetByTestId("node-state")).ToHaveTextAsync("Serving");

        extra.FreezeForever();

        await Assertions.Expect(page.Node(extra.Id).GetByTestId("node-state")).ToContainTextAsync("No report for");
        await Assertions.Expect(page.Node(extra.Id).GetByTestId("drain")).ToBeDisabledAsync();
        await accessibility.CheckAsync(page.Page);
    }

    [Fact]
    public async Task While_the_node_of_a_room_does_not_answer_the_page_says_so_and_stays_usable()
    {
        await using var node = Stack.StartNode("node-to-hang");
        var name = await node.RoomAsync(Stack.DemoUrl, "hanging");
        using var http = new HttpClient();
        var (id, key) = await Stack.DemoServiceAsync();
        var admin = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
        var room = await admin.Rooms.ListAsync(cancellationToken: TestContext.Current.CancellationToken).FirstAsync(room => room.Name == name);
        await using var peers = await SignallingPeers.JoinAsync(admin, room.Id, count: 2);
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync(id, key);
        await page.OpenRoomAsync(name);
        await Assertions.Expect(page.Row("participants", "person-0001")).ToContainTextAsync("no media");

        node.FreezeForever();

        await Assertions.Expect(page.Control("quality-problem")).ToContainTextAsync("The node of the room does not answer.");
        await Assertions.Expect(page.Row("participants", "person-0001")).ToContainTextAsync("unknown");
        await page.Row("participants", "person-0001").GetByTestId("inspect").ClickAsync();
        await Assertions.Expect(page.Control("connection-dialog").GetByTestId("stale")).ToContainTextAsync("The node of the room does not answer.");
        await accessibility.CheckAsync(page.Page);
        await page.Control("close-connection").ClickAsync();
        await page.Control("nav-rooms").ClickAsync();
        await Assertions.Expect(page.Row("rooms", "hanging").First).ToBeVisibleAsync();
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task An_event_that_a_webhook_did_not_accept_is_replayed()
    {
        using var http = new HttpClient();
        var (id, key) = await Stack.DemoServiceAsync();
        var admin = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
        var address = $"http://127.0.0.1:{FreePort.Next()}/hook/";
        var webhook = await admin.Webhooks.CreateAsync(
            new WebhookSpec { Url = address, Description = "<b>away</b>" }, cancellationToken: TestContext.Current.CancellationToken);
        await admin.Webhooks.PingAsync(webhook.Id, TestContext.Current.CancellationToken);
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        await page.SignInAsync(id, key);
        await page.Control("nav-webhooks").ClickAsync();
        await Assertions.Expect(page.Row("webhooks", address)).ToContainTextAsync("<b>away</b>");
        await accessibility.CheckAsync(page.Page);
        await page.Row("webhooks", address).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Row("dead-letters", "ping")).ToHaveCountAsync(1);
        await accessibility.CheckAsync(page.Page);

        using var receiver = new HttpListener { Prefixes = { address } };
        receiver.Start();
        var delivery = receiver.GetContextAsync();
        await page.Row("dead-letters", "ping").GetByTestId("replay").ClickAsync();

        var delivered = await delivery.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);
        var received = await JsonSerializer.DeserializeAsync<JsonElement>(
            delivered.Request.InputStream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.EndsWith("ping", received.GetProperty("type").GetString(), StringComparison.Ordinal);
        delivered.Response.Close();
        await Assertions.Expect(page.Row("dead-letters", "ping")).ToHaveCountAsync(0);
        await admin.Webhooks.DeleteAsync(webhook.Id, TestContext.Current.CancellationToken);
        Assert.Empty(page.Violations);
    }
}
