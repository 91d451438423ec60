namespace Signal.MediaNode.Links;

/// <summary>The constants of the protocol between nodes.</summary>
internal static class LinkProtocol
{
    /// <summary>The version. Only nodes of the same version are linked, so every incompatible change increases it.</summary>
    public const int Version = 2;

    /// <summary>The WebSocket subprotocol, with which both ends state the version.</summary>
    public const string Subprotocol = "signal-link.2";

    /// <summary>The path at which a node accepts links.</summary>
    public const string Path = "/link";

    /// <summary>The response header with the token of the accepting node.</summary>
    public const string TokenHeader = "Signal-Link-Token";
}
