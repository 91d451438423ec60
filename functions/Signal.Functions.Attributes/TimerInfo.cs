namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer-triggered function learns of its schedule.</summary>
public sealed class TimerInfo
{
    /// <summary>Past and next occurrences; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True: this call comes later than the schedule says.</summary>
    public bool IsPastDue { get; set; }
}
