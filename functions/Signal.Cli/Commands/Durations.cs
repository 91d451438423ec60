using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Signal.Cli.Commands;

/// <summary>Parses durations: <c>90</c> or <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Durations
{
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description + ". Format: 90s, 5m, 2h or 7d.",
        CustomParser = Parse,
    };

    private static TimeSpan? Parse(ArgumentResult result)
    {
        if (TryParse(result.Tokens[0].Value, out var duration))
        {
            return duration;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a duration; use a form such as 90s, 5m, 2h or 7d");
        return null;
    }

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        var (number, unit) = text.Length > 0 && char.IsAsciiLetter(text[^1]) ? (text[..^1], text[^1]) : (text, 's');
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        var valid = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && seconds > 0;
        duration = TimeSpan.FromSeconds((double)count * seconds);
        return valid;
    }
}
