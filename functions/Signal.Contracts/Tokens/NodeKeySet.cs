namespace Signal.Contracts.Tokens;

/// <summary>
/// The nodes that accept links, with their public keys: published by the control plane, as it received them in the nodes' reports. A node
/// opens links to, and accepts them from, only these.
/// </summary>
/// <param name="Nodes">The nodes.</param>
public sealed record NodeKeySet(IReadOnlyList<NodeKey> Nodes)
{
    /// <summary>The path of the document, below the URL of the control plane.</summary>
    public const string Path = ".well-known/node-keys.json";
}

/// <summary>A node that accepts links.</summary>
public sealed record NodeKey
{
    /// <summary>The node's id.</summary>
    public required string NodeId { get; init; }

    /// <summary>The start of the node's process, Unix milliseconds. Each process has its own key.</summary>
    public required long Epoch { get; init; }

    /// <summary>The address at which the node accepts links.</summary>
    public required string Url { get; init; }

    /// <summary>The version of the node's link protocol.</summary>
    public required int Version { get; init; }

    /// <summary>The public key of the node's process.</summary>
    public required PublicKey Key { get; init; }
}
