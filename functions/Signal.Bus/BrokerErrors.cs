using System.Net.Sockets;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace Signal.Bus;

/// <summary>Classifies the exceptions of the Azure SDK.</summary>
internal static class BrokerErrors
{
    /// <summary>The broker rejected the message itself.</summary>
    public static bool IsRefusal(Exception error) => IsTooLarge(error) || error is ArgumentException || IsNotAllowed(error);

    /// <summary>The message exceeds the broker's size limit.</summary>
    public static bool IsTooLarge(Exception error) => error is ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded };

    /// <summary>
    /// The broker's "not allowed", for example a message without a session in a queue that requires one. The AMQP library throws the same type
    /// when a connection closes at that moment, so a single occurrence is not conclusive.
    /// </summary>
    public static bool IsNotAllowed(Exception error) => error is InvalidOperationException and not ObjectDisposedException;

    /// <summary>
    /// The broker rejected the key, the identity lacks a role (<c>amqp:unauthorized-access</c>), or there is no token for the identity.
    /// </summary>
    public static bool IsUnauthorized(Exception? error) => error is UnauthorizedAccessException || IsWithoutToken(error);

    /// <summary>There is no token for the identity of the process: it has none, or its identity is not known. The client may wrap that error.</summary>
    public static bool IsWithoutToken(Exception? error) =>
        error is AuthenticationFailedException || (error?.InnerException is { } inner && IsWithoutToken(inner));

    /// <summary>The broker is unavailable or unreachable, or rejected the credentials.</summary>
    public static bool IsOutage(Exception error) =>
        IsUnauthorized(error) || error is ServiceBusException or TimeoutException or SocketException or IOException;

    /// <summary>The same operation may succeed at once: the classification of the SDK's default retry policy, without authorization.</summary>
    public static bool IsTransient(Exception? error) => error switch
    {
        OperationCanceledException => IsTransient(error.InnerException),
        AggregateException several => IsTransient(several.Flatten().InnerException),
        ServiceBusException broker => broker.IsTransient,
        SocketException socket => socket.SocketErrorCode is not (SocketError.HostUnreachable or SocketError.HostNotFound or SocketError.NoRecovery),
        _ => error is TimeoutException or IOException,
    };

    /// <summary>
    /// A session's link has ended: the lock was lost, the broker closed the link (the SDK then reports a disposed object), or the broker is
    /// unavailable.
    /// </summary>
    public static bool EndsSession(Exception error) => IsOutage(error) || error is ObjectDisposedException or InvalidOperationException;
}
