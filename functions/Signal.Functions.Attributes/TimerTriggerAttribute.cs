namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function runs on a schedule.</summary>
/// <param name="schedule">A six-field NCRONTAB expression (seconds first), a time span, or <c>%setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>True: also runs when the app starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>True: occurrences are remembered across restarts, for schedules of a minute or more.</summary>
    public bool UseMonitor { get; set; } = true;
}
