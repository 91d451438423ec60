using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging;

namespace Signal.ServiceBusEmulator.Cbs;

/// <summary>Accepts any token: every process on this machine may use the emulator.</summary>
internal sealed partial class CbsNode(ILogger<CbsNode> logger)
{
    public Message Answer(Message request)
    {
        var good = request.ApplicationProperties?["operation"] as string == "put-token" && request.Body is string { Length: > 0 };
        LogToken(logger, good ? "accepted" : "rejected", request.ApplicationProperties?["name"] as string);
        return new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = good ? 202 : 400,
                ["status-description"] = good ? "Accepted" : "The request must be a put-token request with a token.",
            },
        };
    }

    [LoggerMessage(EventIds.TokenChecked, LogLevel.Debug, "Token {Verdict} for {Audience}")]
    private static partial void LogToken(ILogger logger, string verdict, string? audience);
}
