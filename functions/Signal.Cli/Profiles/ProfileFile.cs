namespace Signal.Cli.Profiles;

/// <summary>What <c>profiles.json</c> holds.</summary>
internal sealed record ProfileFile
{
    /// <summary>The profile in use unless another is named.</summary>
    public string? Current { get; init; }

    public SortedDictionary<string, Profile> Profiles { get; init; } = new(StringComparer.Ordinal);
}
