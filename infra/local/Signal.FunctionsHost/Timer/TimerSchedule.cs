using System.Globalization;
using NCrontab;

namespace Signal.FunctionsHost.Timer;

/// <summary>
/// The schedule of a timer function: NCRONTAB with six fields (seconds first) or five, in UTC, or a time span between occurrences.
/// </summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _crontab;
    private readonly TimeSpan _period;

    private TimerSchedule(CrontabSchedule? crontab, TimeSpan period)
    {
        _crontab = crontab;
        _period = period;
    }

    /// <summary>Parses a schedule; null when the text is neither.</summary>
    public static TimerSchedule? Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var period))
        {
            return period > TimeSpan.Zero ? new TimerSchedule(null, period) : null;
        }

        var seconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds }) is { } crontab
            ? new TimerSchedule(crontab, default)
            : null;
    }

    /// <summary>Returns the first occurrence after a time, in UTC.</summary>
    public DateTime Next(DateTime after) => _crontab?.GetNextOccurrence(after) ?? after + _period;
}
