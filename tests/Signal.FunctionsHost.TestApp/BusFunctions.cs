using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Signal.FunctionsHost.TestApp;

/// <summary>
/// A message of the test app. The text selects the behaviour: <c>fail</c>, <c>fail-once</c>, <c>slow</c>, <c>meet</c>, <c>exit-once</c>,
/// or nothing special.
/// </summary>
public sealed record Letter(string Text);

public sealed class BusFunctions(Journal journal, Meeting meeting, TimeProvider time)
{
    [Function("read-letter")]
    public async Task Read(
        [ServiceBusTrigger("%Test__Queue%", Connection = "Bus")] Letter letter,
        string messageId,
        int deliveryCount,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        journal.Add($"{messageId} {letter.Text} {deliveryCount} {context.TraceContext.TraceParent}".TrimEnd());
        switch (letter.Text)
        {
            case "fail":
            case "fail-once" when deliveryCount == 1:
                throw new InvalidOperationException("as asked");
            case "exit-once" when deliveryCount == 1:
                Environment.FailFast("as asked");
                break;
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
    public void Step(
        [ServiceBusTrigger("steps", Connection = "Bus", IsSessionsEnabled = true)] string body, string sessionId, int deliveryCount)
    {
        journal.Add($"{sessionId} {body} {deliveryCount}");
        if (body == "stumble" && deliveryCount == 1)
        {
            throw new InvalidOperationException("as asked");
        }
    }

    [Function("take-batch")]
    public async Task Batch(
        [ServiceBusTrigger("batches", Connection = "Bus", IsSessionsEnabled = true, IsBatched = true)] string[] bodies,
        string sessionId,
        int[] deliveryCountArray)
    {
        journal.Add($"{sessionId} {string.Join('+', bodies)} {string.Join('+', deliveryCountArray)}");
        if (bodies.Contains("slow"))
        {
            await Task.Delay(TimeSpan.FromSeconds(3), time);
        }
        else if (bodies.Contains("stumble") && deliveryCountArray[0] == 1)
        {
            throw new InvalidOperationException("as asked");
        }
    }

    [Function("take-bytes")]
    public void Bytes([ServiceBusTrigger("bytes", Connection = "Bus")] byte[] body, string subject, JsonElement applicationProperties) =>
        journal.Add($"{Convert.ToHexString(body)} {subject} {applicationProperties}");
}
