using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>The tables of webhooks.</summary>
internal static class WebhookTables
{
    /// <summary>The webhooks; partition = service.</summary>
    public const string Webhooks = TableNames.Webhooks;

    /// <summary>The outbox: lanes and undelivered events.</summary>
    public const string Outbox = "WebhookOutbox";

    /// <summary>The dead letters; partition = service and webhook.</summary>
    public const string DeadLetters = "WebhookDeadLetters";
}
