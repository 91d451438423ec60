namespace Signal.Cli.Profiles;

/// <summary>The content of <c>profiles.json</c>.</summary>
internal sealed record ProfileFile
{
    /// <summary>The name of the profile that is used by default.</summary>
    public string? Current { get; init; }

    public SortedDictionary<string, Profile> Profiles { get; init; } = new(StringComparer.Ordinal);
}
