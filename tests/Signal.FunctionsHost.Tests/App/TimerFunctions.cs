using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Signal.FunctionsHost.Tests.App;

public sealed class TimerFunctions(Journal journal)
{
    [Function("tick")]
    public void Tick([TimerTrigger("%Test__Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        journal.Add(string.Create(CultureInfo.InvariantCulture, $"tick {timer.ScheduleStatus!.Last:O} {timer.ScheduleStatus.Next:O}"));
        throw new InvalidOperationException("a failed call does not end the schedule");
    }

    [Function("first")]
    public async Task First([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer)
    {
        await Task.Yield();
        journal.Add("first");
    }
}
