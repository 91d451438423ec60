using System.ComponentModel.DataAnnotations;

namespace Signal.Hosting.Settings;

/// <summary>The minimum and maximum duration of a setting, both inclusive.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute : ValidationAttribute
{
    /// <summary>Creates the range.</summary>
    /// <param name="least">The minimum, in the format of <see cref="Duration"/>.</param>
    /// <param name="most">The maximum, in the format of <see cref="Duration"/>.</param>
    public DurationRangeAttribute(string least, string most)
    {
        (Least, Most) = (Parse(least), Parse(most));
        ErrorMessage = $"a duration from {least} to {most}";
    }

    /// <summary>The minimum duration.</summary>
    public TimeSpan Least { get; }

    /// <summary>The maximum duration.</summary>
    public TimeSpan Most { get; }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is TimeSpan duration && duration >= Least && duration <= Most);

    private static TimeSpan Parse(string text) =>
        Duration.TryParse(text, out var duration) ? duration : throw new ArgumentException($"'{text}' is not a duration.", nameof(text));
}
