namespace Signal.MediaNode.Links;

/// <summary>The other node cannot be reached, or the link ended before it had answered.</summary>
internal sealed class LinkUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The other node has broken the protocol. The link is closed.</summary>
internal sealed class LinkProtocolException(string reason, Exception? inner = null) : Exception(reason, inner);
