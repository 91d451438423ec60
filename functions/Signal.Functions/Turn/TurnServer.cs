using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Turn;

/// <summary>A TURN server that checks time-limited credentials, such as coturn with <c>use-auth-secret</c> or STUNner.</summary>
public sealed record TurnServer : IValidatableObject
{
    /// <summary>
    /// The region whose clients use it: that of the token request, or else that of the room's node. A server without a region serves
    /// clients whose region has no server.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>
    /// Its addresses, one for each transport: <c>turn:turn.example.org:3478?transport=udp</c>,
    /// <c>turns:turn.example.org:443?transport=tcp</c>.
    /// </summary>
    [TurnUrl]
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The secret that it shares with the control plane (<c>static-auth-secret</c>), preferably a Key Vault reference.</summary>
    [Required]
    [Secret]
    [TurnSecret]
    public string? Secret { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Urls.Count == 0)
        {
            yield return new ValidationResult($"set its first element, Urls__0, to {TurnUrlAttribute.Expected}", [nameof(Urls)]);
        }
    }
}
