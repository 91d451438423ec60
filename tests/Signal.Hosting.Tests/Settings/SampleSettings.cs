using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Hosting.Tests.Settings;

/// <summary>How <c>reports</c> are sent; see <see cref="Interval"/>.</summary>
[Settings("Reports", ReadByOthers = ["credential"])]
internal sealed record SampleSettings : IValidatableObject
{
    /// <summary>The time between
    /// two reports.</summary>
    [DurationRange("100ms", "10m")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>How many | at once.</summary>
    [Range(0, 1024)]
    public int Batch { get; init; } = 100;

    /// <summary>A rate.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Rate { get; init; } = 0.5;

    /// <summary>The level.</summary>
    public SampleLevel Level { get; init; } = SampleLevel.Warn;

    /// <summary>Whether it is on.</summary>
    public bool Enabled { get; init; }

    /// <summary>A name.</summary>
    [Required]
    [RegularExpression("[a-z]+", ErrorMessage = "lower-case letters")]
    public string Name { get; init; } = "";

    /// <summary>A key.</summary>
    [Secret]
    [MinLength(16)]
    public string? Key { get; init; }

    /// <summary>Proxies.</summary>
    [IpNetwork]
    public IReadOnlyList<string> Proxies { get; init; } = ["127.0.0.1"];

    /// <summary>Codes.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];

    /// <summary>Presets.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();

    /// <summary>A limit.</summary>
    public SampleLimit Limit { get; init; } = new() { Points = 7 };

    /// <summary>Codecs.</summary>
    public IReadOnlyList<SampleLimit> More { get; init; } = [];

    /// <summary>Where.</summary>
    [HttpAddress]
    public string? Url { get; init; }

    public string Computed => Name;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Longest < Interval)
        {
            yield return new ValidationResult("set at least Reports__Interval", [nameof(Longest)]);
        }
    }
}

internal enum SampleLevel
{
    Warn,
    Debug,
}

/// <summary>A limit.</summary>
internal sealed record SampleLimit
{
    /// <summary>Points.</summary>
    [Range(1, int.MaxValue)]
    public int Points { get; init; }

    /// <summary>Over how long.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(1);
}
