using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging;

namespace Signal.ServiceBusEmulator.Cbs;

/// <summary>Accepts any token, unless the rules have a key: every process on this machine may use the emulator.</summary>
internal sealed partial class CbsNode(AccessRules rules, ILogger<CbsNode> logger)
{
    public Message Answer(Message request)
    {
        var (status, description) = Check(request);
        LogToken(logger, status == 202 ? "accepted" : "rejected", request.ApplicationProperties?["name"] as string);
        return new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = status,
                ["status-description"] = description,
            },
        };
    }

    private (int Status, string Description) Check(Message request)
    {
        if (request.ApplicationProperties?["operation"] as string != "put-token" || request.Body is not string { Length: > 0 } token)
        {
            return (400, "The request must be a put-token request with a token.");
        }

        return rules.Key is { } key && !SharedAccessSignature.IsSignedWith(key, token)
            ? (401, "InvalidSignature: The token has an invalid signature.")
            : (202, "Accepted");
    }

    [LoggerMessage(EventIds.TokenChecked, LogLevel.Debug, "Token {Verdict} for {Audience}")]
    private static partial void LogToken(ILogger logger, string verdict, string? audience);
}
