using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Channel;

/// <summary>The spans of requests. The tests count spans of the whole process, so no other test runs in parallel.</summary>
[CollectionDefinition(nameof(TracingTests), DisableParallelization = true)]
[Collection(nameof(TracingTests))]
public sealed class TracingTests(WorkerFixture fixture) : IDisposable
{
    private readonly ActivitySource _source = new("Tests");
    private readonly List<Activity> _ended = [];

    [Fact]
    public async Task A_request_has_a_span_below_its_caller_which_stays_the_current_one()
    {
        using var listener = Listen();
        using var caller = _source.StartActivity("caller")!;
        var requests = Task.WhenAll(fixture.Worker.DumpAsync(), fixture.Worker.GetResourceUsageAsync());
        Assert.Same(caller, Activity.Current);
        await requests;
        Assert.Same(caller, Activity.Current);

        var spans = Requests();
        Assert.Equal(["worker WORKER_DUMP", "worker WORKER_GET_RESOURCE_USAGE"], spans.Select(span => span.OperationName).Order());
        Assert.All(spans, span => Assert.Equal((caller.TraceId, caller.SpanId), (span.TraceId, span.ParentSpanId)));
    }

    [Fact]
    public async Task After_the_callers_span_has_ended_requests_throw_nothing_and_later_spans_keep_their_parent()
    {
        using var listener = Listen();
        var caller = _source.StartActivity("caller")!;
        await End(caller);
        Assert.Same(caller, Activity.Current);

        Assert.Empty(await ExceptionsOfAsync(() => fixture.Worker.DumpAsync()));
        Assert.Same(caller, Activity.Current);
        using var later = _source.StartActivity("later")!;
        Assert.Equal(caller.SpanId, later.ParentSpanId);
        Assert.Equal(caller.SpanId, Assert.Single(Requests()).ParentSpanId);

        // Ends it in a separate async flow, so that it stays the current activity here, as it does for work that outlives a call.
        static async Task End(Activity activity)
        {
            await Task.Yield();
            activity.Dispose();
        }
    }

    [Fact]
    public async Task The_span_of_a_failed_request_has_an_error_status()
    {
        using var listener = Listen();
        var router = await fixture.Worker.NewRouterAsync();
        var options = new WebRtcTransportOptions { ListenInfos = [Media.Loopback with { Ip = "192.0.2.1" }] };
        await Assert.ThrowsAsync<RequestRejectedException>(() => router.CreateWebRtcTransportAsync(options));
        router.Close();

        var failed = Assert.Single(Requests(), span => span.Status == ActivityStatusCode.Error);
        Assert.Equal("worker ROUTER_CREATE_WEBRTCTRANSPORT", failed.OperationName);
        Assert.Equal(router.Id.Value, failed.GetTagItem("mediasoup.handler"));
    }

    [Fact]
    public async Task Without_a_listener_a_request_makes_no_span_and_throws_nothing()
    {
        using var caller = new Activity("caller").Start();
        Assert.Empty(await ExceptionsOfAsync(() => fixture.Worker.DumpAsync()));
        Assert.Same(caller, Activity.Current);
        Assert.Empty(_ended);
    }

    public void Dispose() => _source.Dispose();

    private static async Task<List<Exception>> ExceptionsOfAsync(Func<Task> request)
    {
        var thrown = new List<Exception>();
        void Note(object? sender, FirstChanceExceptionEventArgs args)
        {
            lock (thrown)
            {
                thrown.Add(args.Exception);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        try
        {
            await request();
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Note;
        }

        return thrown;
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source || source.Name == "Signal.Mediasoup",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_ended)
                {
                    _ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private List<Activity> Requests()
    {
        lock (_ended)
        {
            return [.. _ended.Where(activity => activity.Source.Name == "Signal.Mediasoup")];
        }
    }
}
