namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>A connection sends more than it may, and is cut.</summary>
internal sealed class FloodException(string reason) : Exception(reason);
