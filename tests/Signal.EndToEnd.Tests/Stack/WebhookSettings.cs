namespace Signal.EndToEnd.Tests.Stack;

/// <summary>Webhooks may call this machine, and give up after seconds.</summary>
internal static class WebhookSettings
{
    public static IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["Webhooks__AllowHttp"] = "true",
        ["Webhooks__AllowedNetworks__0"] = "127.0.0.0/8",
        ["Webhooks__MaxAge"] = "00:00:02",
        ["Webhooks__FirstRetry"] = "00:00:00.2",
        ["Webhooks__LongestRetry"] = "00:00:00.5",
    };
}
