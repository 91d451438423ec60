namespace Microsoft.Azure.Functions.Worker;

/// <summary>A failed call is repeated after a time that grows.</summary>
/// <param name="maxRetryCount">How often; -1: without end.</param>
/// <param name="minimumInterval">The shortest time between, <c>hh:mm:ss</c>.</param>
/// <param name="maximumInterval">The longest time between, <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval) : Attribute
{
    /// <summary>How often; -1: without end.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;

    /// <summary>The shortest time between, <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; } = minimumInterval;

    /// <summary>The longest time between, <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; } = maximumInterval;
}
