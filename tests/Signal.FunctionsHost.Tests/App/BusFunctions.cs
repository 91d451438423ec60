using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Signal.FunctionsHost.Tests.App;

/// <summary>A message of the test app. The text says what is to happen: <c>fail</c>, <c>fail-once</c>, <c>slow</c>, <c>meet</c>, or nothing special.</summary>
public sealed record Letter(string Text);

public sealed class BusFunctions(Journal journal, Meeting meeting, TimeProvider time)
{
    [Function("read-letter")]
    public async Task Read([ServiceBusTrigger("%Test__Queue%", Connection = "Bus")] Letter letter, string messageId, int deliveryCount, CancellationToken cancellationToken)
    {
        journal.Add($"{messageId} {letter.Text} {deliveryCount} {Activity.Current?.TraceId}".TrimEnd());
        switch (letter.Text)
        {
            case "fail":
            case "fail-once" when deliveryCount == 1:
                throw new InvalidOperationException("as asked");
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken);
                journal.Add($"{messageId} done");
                break;
            case "meet":
                await meeting.ComeAsync(cancellationToken);
                journal.Add($"{messageId} met");
                break;
        }
    }

    [Function("take-step")]
    public async Task Step([ServiceBusTrigger("steps", Connection = "Bus", IsSessionsEnabled = true)] string body, string sessionId, int deliveryCount)
    {
        await Task.Yield();
        journal.Add($"{sessionId} {body} {deliveryCount}");
        if (body == "stumble" && deliveryCount == 1)
        {
            throw new InvalidOperationException("as asked");
        }
    }
}
