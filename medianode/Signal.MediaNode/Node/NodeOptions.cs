using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Node;

/// <summary>The node's identity and its clients' way to it.</summary>
[Settings("Node")]
internal sealed record NodeOptions
{
    /// <summary>The node's id, stable over restarts and unique in the fleet; also the audience of its tokens.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_.-]{1,64}", ErrorMessage = "1 to 64 letters, digits, '-', '_' or '.'")]
    public string Id { get; init; } = "";

    /// <summary>The region that placement may prefer; free text.</summary>
    public string? Region { get; init; }

    /// <summary>Where clients reach this node: <c>https://node1.example</c>. The hub is at <c>/signal</c> below it.</summary>
    [Required]
    [HttpAddress]
    public string PublicUrl { get; init; } = "";

    /// <summary>
    /// Origins whose pages may open the hub, besides pages of the node itself and clients that are not browsers; <c>*</c> allows all.
    /// </summary>
    [Origin]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The addresses of proxies whose <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c> are trusted.</summary>
    [IpAddress]
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}
