using Amqp;
using Amqp.Framing;

namespace Signal.ServiceBusEmulator.Cbs;

/// <summary>Takes any token that is put: everything on this machine may use the emulator.</summary>
internal static class CbsNode
{
    public static Message Answer(Message request)
    {
        var good = request.ApplicationProperties?["operation"] as string == "put-token" && request.Body is string { Length: > 0 };
        return new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = good ? 202 : 400,
                ["status-description"] = good ? "Accepted" : "A put-token request with a token is needed.",
            },
        };
    }
}
