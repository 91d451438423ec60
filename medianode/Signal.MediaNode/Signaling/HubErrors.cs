using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Signaling;

/// <summary>Turns whatever a request ended with into the error that the client sees: <c>{"errcode":2004,"errmsg":"…"}</c>.</summary>
internal static class HubErrors
{
    /// <summary>The hub error of a code and a message.</summary>
    public static HubException Create(SignalErrorCode code, string message) =>
        new(JsonSerializer.Serialize(new Body((int)code, message), HubJson.Options));

    /// <summary>The code and message that an exception means. What nobody foresaw is an internal error without details.</summary>
    public static (SignalErrorCode Code, string Message) Explain(Exception error) => error switch
    {
        SignalException refused => (refused.Code, refused.Message),
        RequestRejectedException rejected => (SignalErrorCode.Rejected, rejected.Reason),
        UnsupportedException or ArgumentException => (SignalErrorCode.Rejected, error.Message),
        InvalidStateException => (SignalErrorCode.InvalidState, error.Message),
        NotFoundException => (SignalErrorCode.NotFound, error.Message),
        WorkerGoneException => (SignalErrorCode.Internal, "The media worker is gone; the room moves to another."),
        TokenRefusedException => (SignalErrorCode.Forbidden, "The token is not accepted."),
        MailboxClosedException => (SignalErrorCode.NoPeer, "The peer or its room is gone."),
        OperationCanceledException or TimeoutException or RequestTimeoutException => (SignalErrorCode.Internal, "The node did not answer in time."),
        _ => (SignalErrorCode.Internal, "The request failed on the node."),
    };

    private sealed record Body(int Errcode, string Errmsg);
}
