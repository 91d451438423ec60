using Microsoft.Extensions.DependencyInjection;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Links;

/// <summary>Two nodes; the one opens links to the other through a proxy that injects faults.</summary>
internal sealed class LinkPair : IAsyncDisposable
{
    private LinkPair(KeyPublisher publisher, NodeHost one, NodeHost other, FaultProxy proxy) =>
        (Publisher, One, Other, Proxy, Echo) = (publisher, one, other, proxy, new Echo(other));

    public KeyPublisher Publisher { get; }

    public NodeHost One { get; }

    public NodeHost Other { get; }

    public FaultProxy Proxy { get; }

    /// <summary>The handlers of the other node.</summary>
    public Echo Echo { get; }

    public static async Task<LinkPair> StartAsync(params (string Key, string Value)[] settings)
    {
        var publisher = await KeyPublisher.StartAsync();
        var other = await publisher.StartNodeAsync("other", settings);
        var proxy = FaultProxy.Start(other.Url.Port);
        publisher.Publish(KeyPublisher.KeyOf(other, proxy.Port));
        return new LinkPair(publisher, await publisher.StartNodeAsync("one", settings), other, proxy);
    }

    /// <summary>The link from the one node to the other.</summary>
    public Task<LinkLease> OpenAsync() => LinksOf(One).OpenAsync(InstanceOf(Other), TestContext.Current.CancellationToken);

    public static NodeLinks LinksOf(NodeHost node) => node.Services.GetRequiredService<NodeLinks>();

    public static NodeInstance InstanceOf(NodeHost node) => new(node.Identity.Id, node.Identity.Epoch);

    /// <summary>Sends a text, and returns the answer.</summary>
    public static async Task<string> SendAsync(LinkLease lease, string text) =>
        (await lease.Link.RequestAsync(Echo.Return, new Text(text), TestContext.Current.CancellationToken)).Value;

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Proxy.DisposeAsync();
        await Publisher.DisposeAsync();
    }
}
