using Microsoft.Extensions.Options;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>How long to wait after a failure: exponential, with a fifth of jitter either way.</summary>
internal sealed class Backoff(IOptions<WebhookOptions> options, Random random)
{
    /// <param name="failures">How often it failed, this time included.</param>
    public TimeSpan After(int failures)
    {
        var value = options.Value;
        var seconds = Math.Min(value.LongestRetry.TotalSeconds, value.FirstRetry.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * random.NextDouble())));
    }
}
