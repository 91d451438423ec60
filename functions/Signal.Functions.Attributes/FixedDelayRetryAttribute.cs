namespace Microsoft.Azure.Functions.Worker;

/// <summary>A failed call is repeated after a fixed time.</summary>
/// <param name="maxRetryCount">How often; -1: without end.</param>
/// <param name="delayInterval">The time between, <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) : Attribute
{
    /// <summary>How often; -1: without end.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;

    /// <summary>The time between, <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; } = delayInterval;
}
