using System.ComponentModel.DataAnnotations;

namespace Signal.Hosting.Settings;

/// <summary>The least and the greatest duration that a setting may have, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute : ValidationAttribute
{
    /// <summary>Creates the range.</summary>
    /// <param name="least">As <see cref="Duration"/> reads it.</param>
    /// <param name="most">As <see cref="Duration"/> reads it.</param>
    public DurationRangeAttribute(string least, string most)
    {
        (Least, Most) = (Parse(least), Parse(most));
        ErrorMessage = $"a duration from {least} to {most}";
    }

    /// <summary>The least duration.</summary>
    public TimeSpan Least { get; }

    /// <summary>The greatest duration.</summary>
    public TimeSpan Most { get; }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is TimeSpan duration && duration >= Least && duration <= Most);

    private static TimeSpan Parse(string text) =>
        Duration.TryParse(text, out var duration) ? duration : throw new ArgumentException($"'{text}' is not a duration.", nameof(text));
}
