using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;

namespace Signal.Bus.Amqp;

/// <summary>Tells the errors of the AMQP library apart.</summary>
internal static class BusErrors
{
    private static readonly HashSet<string> Final = new(StringComparer.Ordinal)
    {
        ErrorCode.NotFound,
        ErrorCode.NotAllowed,
        ErrorCode.NotImplemented,
        ErrorCode.UnauthorizedAccess,
        ErrorCode.DecodeError,
        ErrorCode.InvalidField,
        ErrorCode.ResourceLimitExceeded,
        ErrorCode.MessageSizeExceeded,
    };

    /// <summary>Comes from the broker or the way to it, not from a bug here.</summary>
    public static bool IsFromBroker(Exception error) =>
        error is AmqpException or TimeoutException or SocketException or IOException or AuthenticationException or ObjectDisposedException;

    /// <summary>May pass if tried again.</summary>
    public static bool IsTransient(Exception error) =>
        IsFromBroker(error) && !(error is AmqpException amqp && Final.Contains(Condition(amqp)));

    public static bool Is(Exception error, string condition) => error is AmqpException amqp && Condition(amqp) == condition;

    private static string Condition(AmqpException error) => error.Error?.Condition?.ToString() ?? string.Empty;
}
