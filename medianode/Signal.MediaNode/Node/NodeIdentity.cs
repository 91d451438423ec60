using System.Reflection;

namespace Signal.MediaNode.Node;

/// <summary>The identity of this process, as used in tokens and messages.</summary>
internal sealed class NodeIdentity(NodeOptions options, TimeProvider time)
{
    /// <summary>The node's id.</summary>
    public string Id { get; } = options.Id;

    /// <summary>The region; null: none.</summary>
    public string? Region { get; } = options.Region;

    /// <summary>The start time of this process in Unix milliseconds. Tokens for an earlier process with the same id are refused.</summary>
    public long Epoch { get; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>This process.</summary>
    public NodeInstance Instance => new(Id, Epoch);

    /// <summary>The URL of the hub.</summary>
    public string HubUrl { get; } = options.PublicUrl.TrimEnd('/') + "/signal";

    /// <summary>The version of the node.</summary>
    public string Version { get; } = typeof(NodeIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
