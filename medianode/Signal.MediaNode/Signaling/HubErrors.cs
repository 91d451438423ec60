using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Signaling;

/// <summary>Converts the exception of a request to the error that the client receives: <c>{"errcode":2004,"errmsg":"…"}</c>.</summary>
internal static class HubErrors
{
    /// <summary>Creates the hub error of a code and a message.</summary>
    public static HubException Create(SignalErrorCode code, string message) =>
        new(JsonSerializer.Serialize(new Body((int)code, message), HubJson.Options));

    /// <summary>Returns the code and message of an exception. An unexpected exception is an internal error without details.</summary>
    public static (SignalErrorCode Code, string Message) Explain(Exception error) => error switch
    {
        SignalException refused => (refused.Code, refused.Message),
        RequestRejectedException rejected => (SignalErrorCode.Rejected, rejected.Reason),
        UnsupportedException or ArgumentException => (SignalErrorCode.Rejected, error.Message),
        InvalidStateException => (SignalErrorCode.InvalidState, error.Message),
        NotFoundException => (SignalErrorCode.NotFound, error.Message),
        WorkerGoneException => (SignalErrorCode.Internal, "The media worker exited; the room is moving to another worker."),
        TokenRefusedException => (SignalErrorCode.Forbidden, "The token is not accepted."),
        MailboxClosedException => (SignalErrorCode.NoPeer, "The peer or its room has ended."),
        OperationCanceledException or TimeoutException or RequestTimeoutException => (SignalErrorCode.Internal, "The node did not answer in time."),
        _ => (SignalErrorCode.Internal, "The request failed on the node."),
    };

    private sealed record Body(int Errcode, string Errmsg);
}
