using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>
/// Writes events as CloudEvents 1.0 in JSON (structured mode), with the <c>sequence</c> extension: the order for this receiver and subject.
/// </summary>
internal static class CloudEvent
{
    public static byte[] Write(string id, string serviceId, WebhookEvent webhookEvent, long sequence) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/services/" + serviceId,
            ["type"] = webhookEvent.Type,
            ["subject"] = webhookEvent.Subject,
            ["time"] = webhookEvent.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["sequence"] = sequence.ToString("D19", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["data"] = webhookEvent.Data.DeepClone(),
        },
        ContractsJson.Options);
}
