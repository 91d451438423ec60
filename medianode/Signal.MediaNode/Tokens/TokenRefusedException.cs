namespace Signal.MediaNode.Tokens;

/// <summary>A token is not good. The message is for the log alone: the client hears the same answer whatever was wrong.</summary>
internal sealed class TokenRefusedException(string reason, Exception? inner = null) : Exception(reason, inner);
