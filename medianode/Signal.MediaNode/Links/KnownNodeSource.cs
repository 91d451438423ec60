using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>Reads the published nodes from the control plane. A document that has not changed is not transferred again.</summary>
internal sealed class KnownNodeSource(TokenOptions options, IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "node-keys";

    private const int MaxBytes = 8 * 1024 * 1024;

    private (string ETag, IReadOnlyDictionary<string, KnownNode> Nodes)? _last;

    /// <summary>Reads the nodes, by instance; entries that are malformed are skipped. Not thread-safe.</summary>
    public async Task<IReadOnlyDictionary<string, KnownNode>> FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpClientName);
        client.MaxResponseContentBufferSize = MaxBytes;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Url!.TrimEnd('/') + '/' + NodeKeySet.Path));
        if (_last is { } last)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", last.ETag);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        if (_last is { } unchanged && response.StatusCode == HttpStatusCode.NotModified)
        {
            return unchanged.Nodes;
        }

        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var keys = JsonSerializer.Deserialize<NodeKeySet>(json, ContractsJson.Options);
        var nodes = (keys?.Nodes ?? []).Select(Read).OfType<KnownNode>().DistinctBy(node => node.Instance)
            .ToDictionary(node => node.Instance.ToString(), StringComparer.Ordinal);
        _last = response.Headers.ETag is { } tag ? (tag.ToString(), nodes) : null;
        return nodes;
    }

    private static KnownNode? Read(NodeKey node)
    {
        if (!Uri.TryCreate(node.Url, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || ReadKey(node.Key) is not { } key)
        {
            return null;
        }

        var address = new UriBuilder(url) { Scheme = url.Scheme == "https" ? "wss" : "ws" }.Uri;
        return new KnownNode(new NodeInstance(node.NodeId, node.Epoch), address, node.Version, key);
    }

    private static ECDsaSecurityKey? ReadKey(PublicKey key)
    {
        if (key is not { Kty: "EC", Crv: "P-256" })
        {
            return null;
        }

        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) };
            return new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }));
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
