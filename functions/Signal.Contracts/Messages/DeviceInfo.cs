namespace Signal.Contracts.Messages;

/// <summary>The software of a client, as it describes itself: any text.</summary>
/// <param name="Name">The browser or application.</param>
/// <param name="Version">Its version.</param>
/// <param name="Os">The operating system.</param>
public sealed record DeviceInfo(string? Name = null, string? Version = null, string? Os = null)
{
    /// <summary>The maximum length of each text, in characters; longer ones are cut.</summary>
    public const int MaxLength = 64;
}
