using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Secrets;

/// <summary>The superservice, which may create services and see nodes.</summary>
[Settings("Admin")]
public sealed record AdminOptions
{
    /// <summary>The audience of the JWTs that services sign for <c>/v1</c>.</summary>
    public const string Audience = "signal-hybrid";

    /// <summary>The minimum length of a configured key, in characters.</summary>
    public const int MinKeyLength = 16;

    /// <summary>The superservice's id.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_.-]{1,64}", ErrorMessage = "1 to 64 letters, digits, '-', '_' or '.'")]
    public string SuperserviceId { get; init; } = "superservice";

    /// <summary>
    /// The superservice's first key. Imported once; when the setting changes, the new value becomes its key, and the previous key expires
    /// after <see cref="SuperserviceKeyGrace"/>. Without it there is no superservice unless the tables contain one.
    /// </summary>
    [Secret]
    [MinLength(MinKeyLength)]
    public string? SuperserviceKey { get; init; }

    /// <summary>How long the superservice's previous key stays valid after <see cref="SuperserviceKey"/> was replaced.</summary>
    [DurationRange("0s", "30d")]
    public TimeSpan SuperserviceKeyGrace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an instance caches a service.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan ServiceCache { get; init; } = TimeSpan.FromSeconds(2);
}
