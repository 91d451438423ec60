using Signal.Contracts.Errors;

namespace Signal.MediaNode.Messages;

/// <summary>A request cannot be done; code and message go to the client.</summary>
internal sealed class SignalException(SignalErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code.</summary>
    public SignalErrorCode Code { get; } = code;
}
