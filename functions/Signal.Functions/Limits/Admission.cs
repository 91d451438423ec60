namespace Signal.Functions.Limits;

/// <summary>The result of a limiter.</summary>
internal readonly record struct Admission(bool Allowed, TimeSpan RetryAfter)
{
    public static Admission Granted { get; } = new(true, TimeSpan.Zero);

    public static Admission Refused(TimeSpan retryAfter) => new(false, retryAfter);

    /// <summary>The value of the <c>Retry-After</c> header: whole seconds, at least one.</summary>
    public int RetryAfterSeconds => Math.Max(1, (int)Math.Ceiling(RetryAfter.TotalSeconds));
}
