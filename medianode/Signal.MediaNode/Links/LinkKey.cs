using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Links;

/// <summary>The key pair of this process, created when it starts. The private key never leaves the process.</summary>
internal sealed class LinkKey : IDisposable
{
    private readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public LinkKey(NodeIdentity node, NodeOptions options, NodeLinkOptions links)
    {
        Instance = node.Instance;
        Credentials = new SigningCredentials(new ECDsaSecurityKey(_pair) { KeyId = Instance.ToString() }, SecurityAlgorithms.EcdsaSha256);
        var point = _pair.ExportParameters(includePrivateParameters: false).Q;
        Report = links.Enabled
            ? new LinkReport
            {
                Url = (links.Url ?? options.PublicUrl).TrimEnd('/') + LinkProtocol.Path,
                Version = LinkProtocol.Version,
                Key = new PublicKey(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y)),
            }
            : null;
    }

    /// <summary>This process.</summary>
    public NodeInstance Instance { get; }

    /// <summary>Signs the link tokens of this process.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>What the node's reports say about links; null: the node accepts none.</summary>
    public LinkReport? Report { get; }

    /// <inheritdoc/>
    public void Dispose() => _pair.Dispose();
}
