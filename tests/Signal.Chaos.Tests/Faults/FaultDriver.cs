using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.Chaos.Tests.Faults;

/// <summary>Executes a plan. Afterwards all processes run and all proxies pass again.</summary>
internal sealed class FaultDriver(ChaosStack stack)
{
    private const string FunctionsProgram = "Signal.Functions.dll";
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LateDeadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private const int SlowBytesPerSecond = 20_000;

    /// <summary>Runs all faults; completes when all have ended.</summary>
    public Task RunAsync(IReadOnlyList<PlannedFault> plan) => Task.WhenAll(plan.Select(RunAsync));

    private async Task RunAsync(PlannedFault fault)
    {
        await Task.Delay(fault.At, TimeProvider.System, CancellationToken.None);
        stack.History.Add($"fault: {fault}");
        try
        {
            await InflictAsync(fault);
        }
        finally
        {
            stack.History.Add($"over: {fault}");
        }
    }

    private Task InflictAsync(PlannedFault fault) => fault.Target switch
    {
        FaultTarget.Tables => OnWayAsync(stack.Tables, fault),
        FaultTarget.FunctionsBus => OnWayAsync(stack.FunctionsBus, fault),
        FaultTarget.NodeBus => OnWayAsync(stack.Nodes[fault.Index].Bus, fault),
        FaultTarget.Clients => OnWayAsync(stack.Nodes[fault.Index].Clients, fault),
        FaultTarget.Node when fault.Kind is FaultKind.Drain or FaultKind.CancelledDrain => DrainAsync(stack.Nodes[fault.Index], fault),
        FaultTarget.Node => OnProcessAsync(stack.Nodes[fault.Index].Process, ChaosNode.WorkerProgram, fault),
        FaultTarget.Functions => OnProcessAsync(stack.Functions, FunctionsProgram, fault),
        _ => RefuseAsync(fault),
    };

    private static async Task OnWayAsync(FaultProxy way, PlannedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Cut:
                await way.CutAsync();
                break;
            case FaultKind.Reset:
                await way.ResetAsync();
                break;
            default:
                way.Fault = fault.Kind switch
                {
                    FaultKind.Delay => Fault.Delayed(Delay),
                    FaultKind.Throttle => Fault.Throttled(SlowBytesPerSecond),
                    _ => Fault.BlackHole,
                };
                await LastAsync(fault);
                way.Fault = Fault.None;
                break;
        }
    }

    private static async Task OnProcessAsync(RestartableProcess process, string child, PlannedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Freeze:
                process.Freeze();
                await LastAsync(fault);
                process.Thaw();
                break;
            case FaultKind.Kill:
                await process.KillAndStartAsync(fault.Duration);
                break;
            case FaultKind.Terminate:
                await process.StopAndStartAsync(fault.Duration);
                break;
            case FaultKind.FreezeChild:
                var frozen = process.SignalChild(child, fault.Index, ProcessSignal.Stop);
                await LastAsync(fault);
                if (frozen is { } pid)
                {
                    ProcessSignal.Send(pid, ProcessSignal.Continue);
                }

                break;
            default:
                process.SignalChild(child, fault.Index, ProcessSignal.Kill);
                break;
        }
    }

    // The control plane may be unavailable: then there is no drain. Its end is requested until it is accepted.
    private async Task DrainAsync(ChaosNode node, PlannedFault fault)
    {
        var deadline = fault.Kind == FaultKind.Drain ? fault.Duration / 2 : LateDeadline;
        await TryAsync(() => stack.Superservice.Nodes.DrainAsync(node.Id, deadline));
        await LastAsync(fault);
        while (!await TryAsync(() => stack.Superservice.Nodes.CancelDrainAsync(node.Id)))
        {
            await Task.Delay(RetryPause, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            stack.History.Add($"drain: {error.Message}");
            return false;
        }
    }

    private async Task RefuseAsync(PlannedFault fault)
    {
        stack.Receiver.Refuses = true;
        await LastAsync(fault);
        stack.Receiver.Refuses = false;
    }

    private static Task LastAsync(PlannedFault fault) => Task.Delay(fault.Duration, TimeProvider.System, CancellationToken.None);
}
