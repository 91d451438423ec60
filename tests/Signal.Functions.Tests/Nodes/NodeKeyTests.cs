using System.Net;
using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Nodes;

/// <summary>Nodes find each other's public keys at the control plane.</summary>
public sealed class NodeKeyTests(AzuriteFixture azurite)
{
    private static readonly LinkReport Links = new() { Url = "https://one.example/link", Version = 1, Key = new PublicKey("x-of-one", "y-of-one") };

    [Fact]
    public async Task Nodes_that_accept_links_are_published_with_their_keys_until_they_no_longer_report()
    {
        await using var installation = await Installation.StartAsync(
            azurite, ("Nodes:Cache", "00:00:00"), ("Nodes:ReportMaxAge", "00:00:02"), ("Nodes:Lease", "00:00:02"));
        await using var one = installation.CreateNode("one");
        await using var without = installation.CreateNode("without-links");
        await without.ReportUntilKnownAsync(installation.Superservice);
        Assert.Empty(await KeysAsync(installation));

        await one.ReportAsync(change: report => report with { Links = Links });

        await Eventually.TrueAsync(async () => await KeysAsync(installation) is [var key]
            && key == new NodeKey { NodeId = "one", Epoch = one.Epoch, Url = Links.Url, Version = 1, Key = Links.Key });
        await Eventually.TrueAsync(async () => await KeysAsync(installation) is []);
    }

    [Fact]
    public async Task A_document_that_has_not_changed_is_not_sent_again()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:Cache", "00:00:00"));
        await using var one = installation.CreateNode("one");
        await one.ReportAsync(change: report => report with { Links = Links });
        await Eventually.TrueAsync(async () => await KeysAsync(installation) is [_]);
        var first = (await installation.SendAsync(Request())).ShouldBe(200);

        var same = await installation.SendAsync(Request(first.ETag));
        Assert.Equal(((int)HttpStatusCode.NotModified, ""), (same.Status, same.Body));
        Assert.Equal("public, max-age=2", first.CacheControl);

        await one.ReportAsync(change: report => report with { Links = Links with { Key = new PublicKey("another", "key") } });
        await Eventually.TrueAsync(async () => (await installation.SendAsync(Request(first.ETag))).Status == 200);
    }

    private static async Task<IReadOnlyList<NodeKey>> KeysAsync(Installation installation) =>
        JsonSerializer.Deserialize<NodeKeySet>((await installation.SendAsync(Request())).ShouldBe(200).Body, ContractsJson.Options)!.Nodes;

    private static HttpRequestMessage Request(string? etag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/" + NodeKeySet.Path);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        return request;
    }
}
