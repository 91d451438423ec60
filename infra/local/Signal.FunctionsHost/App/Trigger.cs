namespace Signal.FunctionsHost.App;

/// <summary>What starts a function, as its attribute says.</summary>
internal abstract record Trigger;

/// <summary>An HTTP request. An empty list of methods means all of them; no route means the function's name.</summary>
internal sealed record HttpTrigger(string? Route, IReadOnlyList<string> Methods) : Trigger;

/// <summary>A schedule: NCRONTAB, a time span, or a <c>%setting%</c> that holds one of them.</summary>
internal sealed record TimerTrigger(string Schedule, bool RunOnStartup) : Trigger;

/// <summary>The messages of a queue.</summary>
internal sealed record ServiceBusTrigger(string Queue, string Connection, bool Sessions, bool AutoComplete) : Trigger;
