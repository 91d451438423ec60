namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>A connection exceeded its message limit and is closed.</summary>
internal sealed class FloodException(string reason) : Exception(reason);
