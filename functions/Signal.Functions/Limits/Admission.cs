namespace Signal.Functions.Limits;

/// <summary>A limiter's answer.</summary>
internal readonly record struct Admission(bool Allowed, TimeSpan RetryAfter)
{
    public static Admission Granted { get; } = new(true, TimeSpan.Zero);

    public static Admission Refused(TimeSpan retryAfter) => new(false, retryAfter);

    /// <summary>For the <c>Retry-After</c> header: whole seconds, at least one.</summary>
    public int RetryAfterSeconds => Math.Max(1, (int)Math.Ceiling(RetryAfter.TotalSeconds));
}
