using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Links;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Links;

/// <summary>Networks cut, reset and stall links. A link that ended is opened again, after growing pauses.</summary>
public sealed class LinkFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_that_was_cut_fails_its_requests_and_is_opened_again(bool reset)
    {
        await using var nodes = await LinkPair.StartAsync();
        using var lease = await nodes.OpenAsync();
        var hanging = lease.Link.RequestAsync(Echo.Hang, new Text(""), default);

        await (reset ? nodes.Proxy.ResetAsync() : nodes.Proxy.CutAsync());

        await Assert.ThrowsAsync<LinkUnavailableException>(() => hanging);
        using var again = await nodes.OpenAsync();
        Assert.NotSame(lease.Link, again.Link);
        Assert.Equal("open", await LinkPair.SendAsync(again, "open"));
        await Eventually.TrueAsync(() => LinkPair.LinksOf(nodes.Other).Count == 1);
    }

    [Fact]
    public async Task Both_ends_notice_a_network_that_drops_everything()
    {
        await using var nodes = await LinkPair.StartAsync(("Links:PingInterval", "00:00:01"), ("Links:PingTimeout", "00:00:02"));
        using var lease = await nodes.OpenAsync();

        nodes.Proxy.Fault = Fault.BlackHole;

        await Eventually.TrueAsync(() => LinkPair.LinksOf(nodes.One).Count + LinkPair.LinksOf(nodes.Other).Count == 0);
        nodes.Proxy.Fault = Fault.None;
        using var again = await nodes.OpenAsync();
        Assert.Equal("open", await LinkPair.SendAsync(again, "open"));
    }

    [Fact]
    public async Task A_link_that_is_too_slow_is_closed_and_nobody_waits_for_it()
    {
        await using var nodes = await LinkPair.StartAsync(
            ("Links:PingInterval", "00:01:00"), ("Links:PingTimeout", "00:01:00"), ("Links:MaxQueuedBytes", "65536"));
        using var lease = await nodes.OpenAsync();
        nodes.Proxy.Fault = Fault.BlackHole;
        var text = new Text(new string('x', 32 * 1024));

        // The buffers of the system take some of it.
        for (var sent = 0; sent < 10_000 && !lease.Link.Closed.IsCancellationRequested; sent++)
        {
            lease.Link.Notify(Echo.Tell, text);
        }

        await Eventually.TrueAsync(() => lease.Link.Closed.IsCancellationRequested);
        nodes.Proxy.Fault = Fault.None;
        using var again = await nodes.OpenAsync();
        Assert.Equal("open", await LinkPair.SendAsync(again, "open"));
    }

    [Fact]
    public async Task A_node_that_cannot_be_reached_is_tried_by_one_caller_for_all()
    {
        await using var nodes = await LinkPair.StartAsync(("Links:MaxBackoff", "00:00:30"));
        await nodes.Other.StopAsync();

        var callers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await Record.ExceptionAsync(nodes.OpenAsync)));

        Assert.All(callers, error => Assert.IsType<LinkUnavailableException>(error));
        Assert.Single(nodes.One.Logged, line => line.Message.Contains("could not be opened", StringComparison.Ordinal));
    }

    [Fact]
    public void The_pauses_between_attempts_grow_to_a_limit_until_a_link_has_lasted()
    {
        var time = new FakeTimeProvider();
        var target = new LinkTarget(TimeSpan.FromSeconds(10), time);
        Assert.Equal(TimeSpan.Zero, target.Pause);

        for (var failures = 1; failures <= 20; failures++)
        {
            target.Attempted(null);
            var full = TimeSpan.FromMilliseconds(Math.Min(10_000, 100 * Math.Pow(2, failures - 1)));
            Assert.InRange(target.Pause, full / 2, full);
        }

        target.Attempted(null);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, target.Pause);

        target.Ended();
        Assert.Equal(TimeSpan.Zero, target.Pause);
    }
}
