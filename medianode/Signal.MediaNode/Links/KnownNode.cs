using Microsoft.IdentityModel.Tokens;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Links;

/// <summary>A node that the control plane has published.</summary>
/// <param name="Instance">The process of the node.</param>
/// <param name="Url">The WebSocket address at which it accepts links.</param>
/// <param name="Version">The version of its protocol.</param>
/// <param name="Key">Its public key.</param>
internal sealed record KnownNode(NodeInstance Instance, Uri Url, int Version, SecurityKey Key);
