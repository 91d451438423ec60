using System.Net;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Limits;

internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        List<string> failures = [];
        Check(nameof(options.Caller), options.Caller);
        Check(nameof(options.Service), options.Service);
        Check(nameof(options.Global), options.Global);
        if (options.GlobalQueue is < 0 or > 100_000)
        {
            failures.Add($"{RateLimitOptions.Section}:{nameof(options.GlobalQueue)} must lie between 0 and 100000.");
        }

        if (options.GlobalQueueSeconds is < 1 or > 120)
        {
            failures.Add($"{RateLimitOptions.Section}:{nameof(options.GlobalQueueSeconds)} must lie between 1 and 120.");
        }

        failures.AddRange(options.TrustedProxies
            .Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _))
            .Select(proxy => $"{RateLimitOptions.Section}:{nameof(options.TrustedProxies)} has '{proxy}', which is neither an address nor a CIDR range."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string rule, RateLimitRule value)
        {
            if (value.Points < 1 || value.Seconds is < 1 or > 3600)
            {
                failures.Add($"{RateLimitOptions.Section}:{rule} needs at least 1 point and 1 to 3600 seconds.");
            }
        }
    }
}
