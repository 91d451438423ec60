using System.Globalization;

namespace Signal.FunctionsHost.Tests.Timer;

public class TimerTriggerTests
{
    [Fact]
    public async Task A_timer_runs_every_second_on_the_second_and_continues_after_failures()
    {
        await using var app = await TestApp.StartAsync(("Test__Schedule", "* * * * * *"));
        var first = Parse(await app.NextAsync());
        var second = Parse(await app.NextAsync());
        Assert.Equal(0, first.Last.Millisecond);
        Assert.Equal(first.Last.AddSeconds(1), first.Next);
        Assert.True(second.Last > first.Last);
        Assert.Equal(DateTimeKind.Utc, first.Last.Kind);
    }

    private static (DateTime Last, DateTime Next) Parse(string entry) =>
        entry.Split(' ') is ["tick", var last, var next] ? (Time(last), Time(next)) : throw new FormatException(entry);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
