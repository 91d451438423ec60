namespace Signal.Functions.Tokens;

/// <summary>Section <c>Tokens</c>.</summary>
public sealed record TokensOptions
{
    /// <summary>How long a token is good when its request says nothing.</summary>
    public TimeSpan DefaultLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The longest that a request may ask for.</summary>
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(10);
}
