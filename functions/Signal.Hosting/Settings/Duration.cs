using System.Globalization;

namespace Signal.Hosting.Settings;

/// <summary>
/// Parses and formats durations: <c>250ms</c>, <c>30s</c>, <c>5m</c>, <c>1.5h</c>, <c>30d</c>, a plain number of seconds, or the text of a
/// <see cref="TimeSpan"/> (<c>00:00:30</c>). Negative durations are not valid.
/// </summary>
public static class Duration
{
    private static readonly (string Suffix, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Parses a duration.</summary>
    /// <returns>Whether the text is a valid duration.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        text = text?.Trim() ?? "";
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        }

        var (suffix, unit) = Units.FirstOrDefault(
            known => text.EndsWith(known.Suffix, StringComparison.OrdinalIgnoreCase), (Suffix: "", Length: TimeSpan.FromSeconds(1)));
        if (!decimal.TryParse(text[..^suffix.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count > TimeSpan.MaxValue.Ticks / unit.Ticks)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(count * unit.Ticks));
        return true;
    }

    /// <summary>Formats a duration in the largest unit that gives a whole number: <c>90s</c>, <c>5m</c>, <c>250ms</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var exact = Units.OrderByDescending(unit => unit.Length).FirstOrDefault(unit => duration.Ticks % unit.Length.Ticks == 0);
        return exact.Suffix is null
            ? duration.ToString("c", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / exact.Length.Ticks}{exact.Suffix}");
    }
}
