using System.Net;
using Signal.Admin;
using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;

namespace Signal.Chaos.Tests.Hostile;

/// <summary>Hostile clients and requests against the real processes, while others talk in another room.</summary>
public sealed class HostileTests
{
    private const int Attackers = 4;
    private const int HttpCallers = 8;

    // A node with thousands of connections in its history, against one that has just started.
    private const double MemoryAllowance = 300e6;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static int HubMessages => ChaosSettings.IsLong ? 200_000 : 8_000;

    private static int HttpRequests => ChaosSettings.IsLong ? 50_000 : 1_600;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_clients_leave_nothing_and_other_rooms_go_on()
    {
        await using var stack = await ChaosStack.StartAsync(nodes: 1, new History());
        var node = stack.Nodes[0];
        var quietRoom = await stack.Admin.Rooms.CreateAsync(new RoomSpec { Name = "quiet" }, cancellationToken: Cancellation);
        await using var ada = await JoinAsync(stack, quietRoom.Id, "ada");
        var attacked = await stack.Admin.Rooms.CreateAsync(
            new RoomSpec { Name = "attacked", EmptyTimeoutSeconds = 1, DepartureTimeoutSeconds = 1 }, cancellationToken: Cancellation);
        using var attacks = new Attacks(async () =>
        {
            var token = await stack.Admin.Rooms.CreateTokenAsync(
                attacked.Id, new TokenRequest { UserId = Guid.NewGuid().ToString(), Role = "presenter" }, Cancellation);
            return (token.Url, token.Token);
        });
        await Attacks.UntilCutAsync(attacks.All[0].Run);
        var (quiet, memory) = (await MedianAsync(ada, 100), (await node.GaugesAsync()).WorkingSet);

        var attacking = Task.WhenAll(Enumerable.Range(0, Attackers).Select(attacker => Task.Run(async () =>
        {
            for (var turn = attacker; attacks.Sent < HubMessages; turn++)
            {
                await Attacks.UntilCutAsync(attacks.All[turn % attacks.All.Count].Run);
            }
        })));
        var loud = await MedianAsync(ada, attacking);
        await attacking;

        var after = await node.GaugesAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{attacks.Sent} messages; a request of another room took {quiet.TotalMilliseconds:0.0} ms before and {loud.TotalMilliseconds:0.0} ms meanwhile; "
            + $"the node's memory went from {memory / 1e6:0} to {after.WorkingSet / 1e6:0} MB");
        Assert.True(after.WorkingSet < memory + MemoryAllowance, $"{after.WorkingSet / 1e6:0} MB, before {memory / 1e6:0}");
        Assert.False(ada.Notices.TryPeek(out var notice), $"{notice}");
        Assert.Equal(1, node.Process.Starts);
        using var timeout = new CancellationTokenSource(Bound, TimeProvider.System);
        while (await node.GaugesAsync() is { Rooms: not 1 } or { Transports: not 2 })
        {
            Assert.False(timeout.IsCancellationRequested, $"the attacked room is still there: {await node.GaugesAsync()}");
            await Task.Delay(Interval, TimeProvider.System, Cancellation);
        }
    }

    [Fact]
    public async Task Hostile_requests_are_refused_and_never_fail()
    {
        await using var stack = await ChaosStack.StartAsync(nodes: 1, new History());
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var answers = new System.Collections.Concurrent.ConcurrentDictionary<HttpStatusCode, int>();

        await Task.WhenAll(Enumerable.Range(0, HttpCallers).Select(caller => Task.Run(async () =>
        {
            var hostile = new HostileHttp(stack.FunctionsUrl, stack.Credential, caller);
            for (var count = 0; count < HttpRequests / HttpCallers; count++)
            {
                using var request = hostile.Next();
                using var answer = await http.SendAsync(request, Cancellation);
                answers.AddOrUpdate(answer.StatusCode, 1, (_, known) => known + 1);
                Assert.True(
                    (int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.NotImplemented,
                    $"{request.Method} {request.RequestUri}: {answer.StatusCode}");
            }
        })));

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{(int)pair.Key}: {pair.Value}")));
        Assert.DoesNotContain(answers.Keys, status => (int)status is >= 200 and < 300 && answers[status] > HttpRequests / 2);
        Assert.Equal(1, stack.Functions.Starts);
        await stack.Admin.Rooms.CreateAsync(new RoomSpec { Name = "still works" }, cancellationToken: Cancellation);
    }

    private static async Task<PeerSession> JoinAsync(ChaosStack stack, string roomId, string userId)
    {
        var token = await stack.Admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = userId, Role = "presenter" }, Cancellation);
        var session = await PeerSession.ConnectAsync(token.Url, token.Token);
        await session.BuildAsync([new Load.Stream("audio", 1, Paused: false)]);
        return session;
    }

    private static async Task<TimeSpan> MedianAsync(PeerSession session, int times)
    {
        var took = new List<TimeSpan>();
        while (took.Count < times)
        {
            took.Add(await ProbeAsync(session));
        }

        return Median(took);
    }

    private static async Task<TimeSpan> MedianAsync(PeerSession session, Task whileRunning)
    {
        var took = new List<TimeSpan>();
        do
        {
            took.Add(await ProbeAsync(session));
            await Task.WhenAny(whileRunning, Task.Delay(Interval, TimeProvider.System, Cancellation));
        }
        while (!whileRunning.IsCompleted);

        return Median(took);
    }

    private static async Task<TimeSpan> ProbeAsync(PeerSession session)
    {
        var start = TimeProvider.System.GetTimestamp();
        await session.ProbeAsync(ProbeTimeout);
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
