using System.Globalization;
using Signal.FunctionsHost.Timer;

namespace Signal.FunctionsHost.Tests.Timer;

public class TimerScheduleTests
{
    [Theory]
    [InlineData("*/15 * * * * *", "2030-01-01T00:00:15")]
    [InlineData("0 30 9 * * MON-FRI", "2030-01-01T09:30:00")]
    [InlineData("0 0 0 1 1 *", "2031-01-01T00:00:00")]
    [InlineData("5 * * * *", "2030-01-01T00:05:00")]
    [InlineData("00:02:30", "2030-01-01T00:02:30")]
    public void The_next_occurrence_follows_the_schedule(string schedule, string next) =>
        Assert.Equal(Utc(next), TimerSchedule.Parse(schedule)!.Next(Utc("2030-01-01T00:00:00")));

    [Theory]
    [InlineData("")]
    [InlineData("often")]
    [InlineData("61 * * * * *")]
    [InlineData("-00:01:00")]
    public void Anything_else_is_no_schedule(string schedule) => Assert.Null(TimerSchedule.Parse(schedule));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
