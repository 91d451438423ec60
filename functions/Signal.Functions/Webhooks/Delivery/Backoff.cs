using Microsoft.Extensions.Options;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>The delay after a failure: exponential, with a jitter of ±20 %.</summary>
internal sealed class Backoff(IOptions<WebhookOptions> options, Random random)
{
    /// <param name="failures">The number of failures, including the current one.</param>
    public TimeSpan After(int failures)
    {
        var value = options.Value;
        var seconds = Math.Min(value.LongestRetry.TotalSeconds, value.FirstRetry.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * random.NextDouble())));
    }
}
