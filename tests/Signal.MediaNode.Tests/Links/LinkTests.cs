using Signal.Contracts.Errors;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Node;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Links;

/// <summary>Two nodes exchange requests and notifications over one link, which is opened when it is needed.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task All_callers_share_one_link()
    {
        await using var nodes = await LinkPair.StartAsync();

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => nodes.OpenAsync()));

        var answers = await Task.WhenAll(leases.Index().Select(item => LinkPair.SendAsync(item.Item, $"{item.Index}")));
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), answers);
        Assert.Single(leases.Select(lease => lease.Link).Distinct());
        Assert.Equal((1, 1), (LinkPair.LinksOf(nodes.One).Count, LinkPair.LinksOf(nodes.Other).Count));
    }

    [Fact]
    public async Task Notifications_arrive_in_order_in_both_directions()
    {
        await using var nodes = await LinkPair.StartAsync();
        var echo = new Echo(nodes.One);
        using var lease = await nodes.OpenAsync();
        var texts = Enumerable.Range(0, 500).Select(number => $"{number}").ToList();

        texts.ForEach(text => lease.Link.Notify(Echo.Tell, new Text(text)));
        await LinkPair.SendAsync(lease, "a request is read after the notifications before it");
        Assert.Equal(texts, nodes.Echo.Told);

        texts.ForEach(text => nodes.Echo.Last!.Notify(Echo.Tell, new Text(text)));
        await LinkPair.SendAsync(lease, "so is its answer");
        Assert.Equal(texts, echo.Told);
    }

    [Fact]
    public async Task A_refusal_reaches_the_caller_with_its_code()
    {
        await using var nodes = await LinkPair.StartAsync();
        using var lease = await nodes.OpenAsync();

        var refusal = await Assert.ThrowsAsync<SignalException>(() => lease.Link.RequestAsync(Echo.Refuse, new Text("full"), default));
        var unknown = await Assert.ThrowsAsync<SignalException>(() =>
            lease.Link.RequestAsync(Echo.Return with { Name = "unknown" }, new Text(""), default));

        Assert.Equal((SignalErrorCode.LimitReached, "full"), (refusal.Code, refusal.Message));
        Assert.Equal(SignalErrorCode.BadRequest, unknown.Code);
        Assert.Equal("still open", await LinkPair.SendAsync(lease, "still open"));
    }

    [Fact]
    public async Task A_request_without_an_answer_fails_in_time_and_the_link_stays()
    {
        await using var nodes = await LinkPair.StartAsync(("Links:RequestTimeout", "00:00:03"));
        using var lease = await nodes.OpenAsync();

        var hanging = lease.Link.RequestAsync(Echo.Hang, new Text(""), default);

        Assert.Equal("not blocked", await LinkPair.SendAsync(lease, "not blocked"));
        Assert.True(await Record.ExceptionAsync(() => hanging) is LinkUnavailableException or SignalException { Code: SignalErrorCode.Internal });
        Assert.Equal("still open", await LinkPair.SendAsync(lease, "still open"));
    }

    [Fact]
    public async Task More_requests_at_once_than_allowed_are_refused()
    {
        await using var nodes = await LinkPair.StartAsync(("Links:ConcurrentRequests", "2"));
        using var lease = await nodes.OpenAsync();
        var hanging = new[] { lease.Link.RequestAsync(Echo.Hang, new Text(""), default), lease.Link.RequestAsync(Echo.Hang, new Text(""), default) };

        var refusal = await Assert.ThrowsAsync<SignalException>(() => LinkPair.SendAsync(lease, "one too many"));

        Assert.Equal(SignalErrorCode.RateLimited, refusal.Code);
        Assert.All(hanging, request => Assert.False(request.IsCompleted));
        lease.Link.Abort("end of the test");
        await Assert.ThrowsAsync<LinkUnavailableException>(() => hanging[0]);
        await Assert.ThrowsAsync<LinkUnavailableException>(() => hanging[1]);
    }

    [Fact]
    public async Task A_link_that_nobody_uses_is_closed_and_opened_again_on_demand()
    {
        await using var nodes = await LinkPair.StartAsync(("Links:IdleTimeout", "00:00:00.200"));
        Link first;
        using (var lease = await nodes.OpenAsync())
        {
            first = lease.Link;
        }

        await Eventually.TrueAsync(() => LinkPair.LinksOf(nodes.One).Count + LinkPair.LinksOf(nodes.Other).Count == 0);
        Assert.True(first.Closed.IsCancellationRequested);

        using var again = await nodes.OpenAsync();
        Assert.Equal("open", await LinkPair.SendAsync(again, "open"));
    }

    [Fact]
    public async Task A_node_that_stops_closes_its_links()
    {
        await using var nodes = await LinkPair.StartAsync();
        using var there = await nodes.OpenAsync();

        await nodes.Other.StopAsync();

        await Eventually.TrueAsync(() => there.Link.Closed.IsCancellationRequested && LinkPair.LinksOf(nodes.One).Count == 0);
        await Assert.ThrowsAsync<LinkUnavailableException>(nodes.OpenAsync);
    }

    [Fact]
    public async Task A_node_that_restarts_is_another_one()
    {
        await using var nodes = await LinkPair.StartAsync();
        using var lease = await nodes.OpenAsync();
        var restarted = KeyPublisherKey(nodes) with { Epoch = nodes.Other.Identity.Epoch + 1 };
        nodes.Publisher.Publish(restarted);

        await Assert.ThrowsAsync<LinkUnavailableException>(() =>
            LinkPair.LinksOf(nodes.One).OpenAsync(new NodeInstance(restarted.NodeId, restarted.Epoch), default));
    }

    [Fact]
    public async Task A_node_has_no_link_to_itself()
    {
        await using var nodes = await LinkPair.StartAsync();

        await Assert.ThrowsAsync<LinkUnavailableException>(() => LinkPair.LinksOf(nodes.One).OpenAsync(LinkPair.InstanceOf(nodes.One), default));
    }

    private static Contracts.Tokens.NodeKey KeyPublisherKey(LinkPair nodes) => Fixtures.KeyPublisher.KeyOf(nodes.Other, nodes.Proxy.Port);
}
