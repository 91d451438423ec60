using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Signal.Bus.Amqp;

/// <summary>Requests to a queue's management node (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response).</summary>
internal static class QueueManagement
{
    private const int Ok = 200;
    private const int Gone = 410;

    /// <summary>Settles under a lock and learns whether the lock still held, which a plain disposition does not tell.</summary>
    public static Task SettleAsync(
        RequestLink link, string status, IReadOnlyList<Guid> lockTokens, string? sessionId, string linkName, CancellationToken cancellationToken)
    {
        var body = new Map { ["lock-tokens"] = lockTokens.ToArray(), ["disposition-status"] = status };
        if (sessionId is not null)
        {
            body["session-id"] = sessionId;
        }

        return RequestAsync(link, "com.microsoft:update-disposition", body, linkName, cancellationToken);
    }

    public static async Task<DateTimeOffset> RenewLockAsync(RequestLink link, Guid lockToken, string linkName, CancellationToken cancellationToken)
    {
        var answer = await RequestAsync(link, "com.microsoft:renew-lock", new Map { ["lock-tokens"] = new[] { lockToken } }, linkName, cancellationToken);
        return ((DateTime[])answer["expirations"])[0];
    }

    public static async Task<DateTimeOffset> RenewSessionLockAsync(RequestLink link, string sessionId, string linkName, CancellationToken cancellationToken)
    {
        var answer = await RequestAsync(link, "com.microsoft:renew-session-lock", new Map { ["session-id"] = sessionId }, linkName, cancellationToken);
        return (DateTime)answer["expiration"];
    }

    private static async Task<Map> RequestAsync(RequestLink link, string operation, Map body, string linkName, CancellationToken cancellationToken)
    {
        var request = new Message
        {
            BodySection = new AmqpValue { Value = body },
            ApplicationProperties = new ApplicationProperties { ["operation"] = operation, ["associated-link-name"] = linkName },
        };
        var answer = await link.RequestAsync(request, cancellationToken);
        var properties = answer.ApplicationProperties;
        var status = Convert.ToInt32(properties?["statusCode"] ?? 0, CultureInfo.InvariantCulture);
        var description = $"{operation}: {status} {properties?["statusDescription"]}";
        return status switch
        {
            Ok => answer.Body as Map ?? [],
            Gone => throw new BusLockLostException(description),
            _ => throw new AmqpException((properties?["errorCondition"] as Symbol) ?? ErrorCode.InternalError, description),
        };
    }
}
