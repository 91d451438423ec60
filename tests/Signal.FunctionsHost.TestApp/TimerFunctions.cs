using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Signal.FunctionsHost.TestApp;

public sealed class TimerFunctions(Journal journal)
{
    [Function("tick")]
    public void Tick([TimerTrigger("%Test__Schedule%")] TimerInfo timer)
    {
        journal.Add(string.Create(CultureInfo.InvariantCulture, $"tick {timer.ScheduleStatus!.Last:O} {timer.ScheduleStatus.Next:O}"));
        throw new InvalidOperationException("a failed invocation does not end the schedule");
    }

    [Function("first")]
    public void First([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.Add("first");
}
