namespace Signal.FunctionsHost.App;

/// <summary>A trigger of a function; <paramref name="Parameter"/> is the name of the function parameter that receives its data.</summary>
internal abstract record Trigger(string Parameter);

/// <summary>An HTTP trigger. An empty list of methods allows all; the default route is the name of the function.</summary>
internal sealed record HttpTrigger(string Parameter, string? Route, IReadOnlyList<string> Methods) : Trigger(Parameter);

/// <summary>A timer trigger: NCRONTAB, a time span, or a <c>%setting%</c> with one of them.</summary>
internal sealed record TimerTrigger(string Parameter, string Schedule, bool RunOnStartup) : Trigger(Parameter);

/// <summary>A Service Bus trigger: messages of a queue, singly or in batches, as text or bytes.</summary>
internal sealed record ServiceBusTrigger(string Parameter, string Queue, string Connection, bool Sessions, bool Batches, bool Binary)
    : Trigger(Parameter);
