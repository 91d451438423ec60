using System.Reflection;

namespace Signal.MediaNode.Node;

/// <summary>Who this process is, as tokens and messages name it.</summary>
internal sealed class NodeIdentity(NodeOptions options, TimeProvider time)
{
    /// <summary>The node's id.</summary>
    public string Id { get; } = options.Id;

    /// <summary>The region, if it has one.</summary>
    public string? Region { get; } = options.Region;

    /// <summary>The start of this process, Unix milliseconds. Tokens for an earlier process of the same id are refused.</summary>
    public long Epoch { get; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The address of the hub.</summary>
    public string HubUrl { get; } = options.PublicUrl.TrimEnd('/') + "/signal";

    /// <summary>The version of the node.</summary>
    public string Version { get; } = typeof(NodeIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
