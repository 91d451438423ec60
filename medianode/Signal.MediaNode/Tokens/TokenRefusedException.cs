namespace Signal.MediaNode.Tokens;

/// <summary>A token is refused. The message is only logged: the client receives the same answer for every reason.</summary>
internal sealed class TokenRefusedException(string reason, Exception? inner = null) : Exception(reason, inner);
