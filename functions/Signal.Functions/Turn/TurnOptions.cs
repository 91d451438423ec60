using Signal.Hosting.Settings;

namespace Signal.Functions.Turn;

/// <summary>
/// TURN servers for clients that cannot reach a media node directly. Each room token response contains credentials for them.
/// </summary>
[Settings("Turn")]
public sealed record TurnOptions
{
    /// <summary>
    /// How long credentials are valid. A server checks them when a client creates an allocation, which includes ICE restarts: set at least
    /// the duration of the longest call.
    /// </summary>
    [DurationRange("1m", "7d")]
    public TimeSpan CredentialLife { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A server; by default there is none.</summary>
    public IReadOnlyList<TurnServer> Servers { get; init; } = [];
}
