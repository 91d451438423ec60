using System.Globalization;
using System.Text.Json;
using Signal.Folding.Bench;

// Measures how fast one instance of the Functions app folds events into the tables, the cost, and the lag of the tables. Argument: rounds.
var rounds = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
await using var stand = await Stand.StartAsync(rooms: 50);
var throughput = new Throughput(stand);
var oneByOne = new OneByOne(stand);
JoinLag[] lags = [new(stand, 50, withMedia: false), new(stand, 200, withMedia: false), new(stand, 400, withMedia: false), new(stand, 200, withMedia: true)];

// The first round is a warm-up. The scenarios take turns, so that all run under the same conditions.
for (var round = 0; round <= rounds; round++)
{
    var isWarmUp = round == 0;
    await oneByOne.RunAsync(isWarmUp);
    await throughput.RunAsync(isWarmUp);
    foreach (var lag in lags)
    {
        await lag.RunAsync(isWarmUp);
    }
}

Row[] rows = [oneByOne.Row, throughput.Row, .. lags.Select(lag => lag.Row)];
Row.Print(rows);
var ratio = throughput.Row.EventsPerSecond / oneByOne.Row.EventsPerSecond;
Console.WriteLine($"folding, including the queue, compared with bare transactions of one event each: x{ratio:0.0}");
Goal[] goals =
[
    new("1,000 events per second", throughput.Row.EventsPerSecond >= 1000),
    new("at most 0.5 table operations per event", throughput.Row.OperationsPerEvent <= 0.5),
    new("lag p99 below 250 ms at 200 joins/s", lags[1].Row.LagP99 < 250),
];
Array.ForEach(goals, goal => Console.WriteLine($"{(goal.IsMet ? "met" : "MISSED"),-7} {goal.Name}"));
Console.WriteLine(JsonSerializer.Serialize(new { rounds, rows, ratio, goals }, JsonSerializerOptions.Web));
return goals.All(goal => goal.IsMet) ? 0 : 1;
