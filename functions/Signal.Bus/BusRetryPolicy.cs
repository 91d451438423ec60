using Azure.Messaging.ServiceBus;

namespace Signal.Bus;

/// <summary>
/// Retries with exponential backoff, so often that the timeout of the operation is the effective limit. An operation that the broker does not
/// authorize is retried once, for a token that has just expired: the default policy would repeat it until the timeout, which hides the reason.
/// </summary>
internal sealed class BusRetryPolicy(BusOptions options) : ServiceBusRetryPolicy
{
    private const int MaxRetries = 50;
    private const double Jitter = 0.1;

    public override TimeSpan CalculateTryTimeout(int attemptCount) => options.OperationTimeout;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
    {
        var retries = BrokerErrors.IsUnauthorized(lastException) ? 1 : BrokerErrors.IsTransient(lastException) ? MaxRetries : 0;
        if (attemptCount > retries)
        {
            return null;
        }

        var delay = options.MinBackoff * Math.Pow(2, Math.Min(attemptCount, 16)) * (1 + (Random.Shared.NextDouble() * Jitter));
        return delay < options.MaxBackoff ? delay : options.MaxBackoff;
    }
}
