using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Node;

/// <summary>The identity of the node, and how clients reach it.</summary>
[Settings("Node")]
internal sealed record NodeOptions
{
    /// <summary>The id of the node, stable across restarts and unique in the fleet; also the audience of its tokens.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_.-]{1,64}", ErrorMessage = "1 to 64 letters, digits, '-', '_' or '.'")]
    public string Id { get; init; } = "";

    /// <summary>The region, which placement can prefer; free text.</summary>
    public string? Region { get; init; }

    /// <summary>The URL at which clients reach this node: <c>https://node1.example</c>. The hub is at <c>/signal</c> below it.</summary>
    [Required]
    [HttpAddress]
    public string PublicUrl { get; init; } = "";

    /// <summary>
    /// Origins whose pages can open the hub, in addition to the node's own pages and clients that are not browsers; <c>*</c> allows all.
    /// </summary>
    [Origin]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The addresses of proxies whose <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c> are trusted.</summary>
    [IpAddress]
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}
