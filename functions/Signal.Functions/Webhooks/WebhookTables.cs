using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>The tables of webhooks.</summary>
internal static class WebhookTables
{
    /// <summary>The webhooks; partition = service.</summary>
    public const string Webhooks = TableNames.Webhooks;

    /// <summary>What waits for delivery.</summary>
    public const string Outbox = "WebhookOutbox";

    /// <summary>What could not be delivered; partition = service and webhook.</summary>
    public const string DeadLetters = "WebhookDeadLetters";
}
