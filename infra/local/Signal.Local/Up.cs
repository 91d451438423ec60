using Signal.Hosting.Startup;
using Signal.Local.Processes;
using Signal.Local.Setup;
using Signal.Local.Stack;

namespace Signal.Local;

/// <summary>Starts the stack, supervises it, and stops it.</summary>
internal static class Up
{
    /// <summary>Runs the stack until <paramref name="stop"/> is cancelled; returns when all processes have exited.</summary>
    /// <exception cref="StartupException">A prerequisite is missing, a port is in use, or a process exited; all processes have been
    /// stopped.</exception>
    public static async Task RunAsync(UpOptions options, TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var steps = new StepPrinter(time);
        await Prerequisites.CheckAsync(stop);
        using var state = StateFolder.Open(options.StateFolder);
        var ports = new StackPorts(options.Port, options.Nodes, Math.Max(1, Environment.ProcessorCount / options.Nodes));
        ports.Check(options.Observability);
        var tools = await PrepareAsync(steps, stop);
        var monitoring = options.Observability ? MonitoringTools.Find() : null;

        Console.WriteLine("starting …");
        var superserviceKey = state.Secret("superservice.key");
        var blueprint = new Blueprint(options, ports, tools, state, superserviceKey);
        await using var stack = new RunningStack(state.Logs, time);
        try
        {
            await stack.WhileAliveAsync(cancelled => StartAsync(stack, blueprint, ports, state, superserviceKey, steps, time, cancelled), stop);
            await stack.WhileAliveAsync(cancelled => StartMonitoringAsync(stack, blueprint, monitoring, steps, time, cancelled), stop);
            Summary.Print(blueprint, options, ports, state, superserviceKey, monitoring, time.GetElapsedTime(started));
            await stack.WhileAliveAsync(cancelled => Task.Delay(Timeout.InfiniteTimeSpan, time, cancelled), stop);
        }
        finally
        {
            Console.WriteLine("stopping …");
        }
    }

    // Concurrent, since each waits for the network or the compiler at different times; the first failure cancels the others.
    private static async Task<Tools> PrepareAsync(StepPrinter steps, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var azurite = steps.RunAsync("Azurite installed", () => SetupScripts.AzuriteAsync(end.Token));
        var worker = steps.RunAsync("mediasoup-worker installed", () => SetupScripts.WorkerAsync(end.Token));
        var built = StackBuild.RunAsync(steps, end.Token);
        await foreach (var step in Task.WhenEach(azurite, worker, built))
        {
            if (!step.IsCompletedSuccessfully)
            {
                await end.CancelAsync();
                await Task.WhenAll(azurite, worker, built).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await step;
            }
        }

        return new Tools(await azurite, await worker, StackBuild.HasHostExtensions ? Prerequisites.Find("func") : null);
    }

    private static async Task StartAsync(
        RunningStack stack, Blueprint blueprint, StackPorts ports, StateFolder state, string superserviceKey, StepPrinter steps,
        TimeProvider time, CancellationToken stop)
    {
        using var readiness = new Readiness(time);
        var azurite = stack.Start(blueprint.Azurite())[0];
        var tables = steps.RunAsync("Azurite (tables)", () => readiness.AnswersAsync(azurite, $"http://127.0.0.1:{ports.Tables}/", stop));
        var bus = stack.Start(blueprint.Bus())[0];
        await steps.RunAsync("Service Bus emulator", () => readiness.SpeaksAmqpAsync(bus, ports.Bus, stop));

        // The app does not access tables before the first request, and the nodes wait for the app's keys: both can start in parallel with
        // the table emulator. The nodes need the demo service, which an earlier start has created.
        var functions = stack.Start(blueprint.Functions())[0];
        var known = AdminApi.Known(state);
        var launched = time.GetUtcNow();
        var nodes = known is null ? null : StartNodes(stack, blueprint, ports, known);
        await tables;
        await steps.RunAsync(
            blueprint.UsesCoreTools ? "Functions app (Core Tools)" : "Functions app (embedded host)",
            () => readiness.SucceedsAsync(functions, $"{blueprint.FunctionsUrl}/healthz/ready", stop));

        using var api = new AdminApi(blueprint.FunctionsUrl, time);
        var demo = await steps.RunAsync("demo service", () => api.EnsureDemoServiceAsync(state, superserviceKey, stop));
        if (nodes is not null && demo != known)
        {
            await stack.StopAsync(nodes);
            nodes = null;
        }

        nodes ??= StartNodes(stack, blueprint, ports, demo);
        await Task.WhenAll(nodes.Select((node, index) =>
            steps.RunAsync(node.Name, () => readiness.SucceedsAsync(node, $"{blueprint.NodeUrl(index)}/healthz/ready", stop))));

        // Rooms can be placed once the first reports of the nodes have arrived over the bus.
        var names = nodes.Select(node => node.Name).ToHashSet();
        await steps.RunAsync("nodes reported", () => readiness.WaitAsync(
            functions, async poll => names.IsSubsetOf(await api.NodesAsync(superserviceKey, launched, poll)), stop));
    }

    private static IReadOnlyList<StackProcess> StartNodes(RunningStack stack, Blueprint blueprint, StackPorts ports, DemoService demo) =>
        stack.Start([.. Enumerable.Range(0, ports.Nodes).Select(index => blueprint.Node(index, demo))]);

    private static async Task StartMonitoringAsync(
        RunningStack stack, Blueprint blueprint, MonitoringTools? tools, StepPrinter steps, TimeProvider time, CancellationToken stop)
    {
        using var readiness = new Readiness(time);
        if (tools?.Prometheus is { } prometheus)
        {
            var process = stack.Start(blueprint.Prometheus(prometheus))[0];
            await steps.RunAsync("Prometheus", () => readiness.SucceedsAsync(process, $"{blueprint.PrometheusUrl}/-/ready", stop));
        }

        if (tools?.Grafana is { } grafana)
        {
            var process = stack.Start(blueprint.Grafana(grafana))[0];
            await steps.RunAsync("Grafana", () => readiness.SucceedsAsync(process, $"{blueprint.GrafanaUrl}/api/health", stop));
        }
    }
}
