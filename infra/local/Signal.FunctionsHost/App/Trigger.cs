namespace Signal.FunctionsHost.App;

/// <summary>What starts a function; <paramref name="Parameter"/> is the parameter of the function that takes it.</summary>
internal abstract record Trigger(string Parameter);

/// <summary>An HTTP request. An empty list of methods means all of them; no route means the function's name.</summary>
internal sealed record HttpTrigger(string Parameter, string? Route, IReadOnlyList<string> Methods) : Trigger(Parameter);

/// <summary>A schedule: NCRONTAB, a time span, or a <c>%setting%</c> that holds one of them.</summary>
internal sealed record TimerTrigger(string Parameter, string Schedule, bool RunOnStartup) : Trigger(Parameter);

/// <summary>The messages of a queue, one by one or in batches, as text or as bytes.</summary>
internal sealed record ServiceBusTrigger(string Parameter, string Queue, string Connection, bool Sessions, bool Batches, bool Binary)
    : Trigger(Parameter);
