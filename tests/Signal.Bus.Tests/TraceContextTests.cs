using System.Diagnostics;
using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Bus.Tests;

public sealed class TraceContextTests(ServiceBusEmulatorFixture emulator) : IClassFixture<ServiceBusEmulatorFixture>
{
    [Fact(Timeout = 60_000)]
    public async Task A_handler_runs_in_the_trace_of_the_sender()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BusActivity.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var harness = new BusHarness(emulator.ConnectionString);
        var session = Guid.NewGuid().ToString();
        using var request = new Activity("request").Start();
        await harness.Bus.SendAsync(BusEntities.NodeCommands, [BusHarness.Message("x", session)], TestContext.Current.CancellationToken);
        request.Stop();

        ActivityTraceId? trace = null;
        await harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            session,
            message =>
            {
                trace = Activity.Current?.TraceId;
                return true;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(request.TraceId, trace);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_can_carry_the_context_that_its_maker_chose()
    {
        const string traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var harness = new BusHarness(emulator.ConnectionString);
        var session = Guid.NewGuid().ToString();
        await harness.Bus.SendAsync(
            BusEntities.NodeCommands, [BusHarness.Message("x", session) with { TraceParent = traceParent }], TestContext.Current.CancellationToken);

        BusMessage? received = null;
        await harness.ReceiveUntilAsync(
            BusEntities.NodeCommands,
            session,
            message =>
            {
                received = message;
                return true;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(traceParent, received?.TraceParent);
    }
}
