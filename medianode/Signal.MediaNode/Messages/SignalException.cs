using Signal.Contracts.Errors;

namespace Signal.MediaNode.Messages;

/// <summary>A request failed. The code and the message are sent to the client.</summary>
internal sealed class SignalException(SignalErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The error code sent to the client.</summary>
    public SignalErrorCode Code { get; } = code;
}
