using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Signal.Contracts;
using Signal.Contracts.Tokens;

namespace Signal.Functions.Nodes;

/// <summary>The document of the nodes that accept links, with their public keys. Written once for each snapshot of the nodes.</summary>
public sealed class NodeKeys(NodeDirectory directory, IOptions<NodesOptions> options, TimeProvider time)
{
    private volatile Document? _document;

    /// <summary>The nodes whose reports are not older than the lease, and that accept links.</summary>
    internal async ValueTask<Document> GetAsync(CancellationToken cancellationToken)
    {
        var nodes = await directory.ListAsync(cancellationToken);
        var document = _document;
        return document?.Nodes == nodes ? document : _document = Write(nodes);
    }

    private Document Write(IReadOnlyList<NodeEntity> nodes)
    {
        var oldest = time.GetUtcNow() - options.Value.Lease;
        var known = nodes.Where(node => node.ReportedAt >= oldest && !node.Cleared).OrderBy(node => node.Id, StringComparer.Ordinal);
        var keys = new NodeKeySet([.. known.SelectMany(KeysOf)]);
        var json = JsonSerializer.SerializeToUtf8Bytes(keys, ContractsJson.Options);
        return new Document(nodes, json, $"\"{Base64Url.EncodeToString(SHA256.HashData(json))}\"");
    }

    private static IEnumerable<NodeKey> KeysOf(NodeEntity node) => node.Links is { } links
        ? [new NodeKey { NodeId = node.Id, Epoch = node.Epoch, Url = links.Url, Version = links.Version, Key = links.Key }]
        : [];

    /// <summary>The document.</summary>
    /// <param name="Nodes">The snapshot from which it was written.</param>
    /// <param name="Json">A <see cref="NodeKeySet"/> as UTF-8 JSON.</param>
    /// <param name="ETag">Its entity tag.</param>
    internal sealed record Document(IReadOnlyList<NodeEntity> Nodes, byte[] Json, string ETag);
}
