using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace Signal.Local.Tests;

public class LifeOfAStackTests
{
    [Fact]
    public async Task It_starts_serves_refuses_a_second_one_and_stops_in_order()
    {
        await using var stack = LaunchedStack.Start();
        await stack.ReadyAsync();
        using var http = new HttpClient();
        Assert.Contains("<html", await http.GetStringAsync(new Uri($"http://127.0.0.1:{stack.Port + 10}/")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri($"http://127.0.0.1:{stack.Port + 1}/v1/nodes"))).StatusCode);

        var key = Path.Combine(stack.State, "superservice.key");
        Assert.Contains((await File.ReadAllTextAsync(key)).Trim(), stack.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(stack.State, "demo-service.json")));

        await using (var second = LaunchedStack.Start(stack.Port))
        {
            Assert.Equal(1, await second.ExitCodeAsync());
            Assert.Equal(
                $"error: port {stack.Port + 1} (the Functions app) is in use; stop the process that uses it, "
                    + "or choose another base port with --port",
                second.Output.Split('\n')[^1]);
        }

        var processes = ProcessTree.Descendants(stack.Id);
        Assert.True(processes.Count >= 5, $"{processes.Count} processes");
        stack.Interrupt();
        Assert.Equal(0, await stack.ExitCodeAsync());
        await ProcessTree.EndedAsync(processes);
    }

    [Fact]
    public async Task A_demo_service_that_no_longer_exists_is_replaced_in_the_nodes_too()
    {
        var state = Directory.CreateTempSubdirectory("signal-local-").FullName;
        await File.WriteAllTextAsync(Path.Combine(state, "demo-service.json"), """{"Id":"gone","Key":"0123456789abcdef"}""");
        await using var stack = LaunchedStack.Start(state: state);
        await stack.ReadyAsync();
        using var http = new HttpClient();

        using var answer = await http.PostAsJsonAsync(new Uri($"http://127.0.0.1:{stack.Port + 10}/demo/token"), new { room = "r", name = "n" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_child_that_dies_is_named_and_takes_the_rest_with_it()
    {
        await using var stack = LaunchedStack.Start();
        await stack.ReadyAsync();
        var processes = ProcessTree.Descendants(stack.Id);
        using (var node = Process.GetProcessById(ProcessTree.ChildOf(stack.Id, "Signal.MediaNode.dll")))
        {
            node.Kill();
        }

        Assert.Equal(1, await stack.ExitCodeAsync());
        Assert.Equal($"error: node-1 ended unexpectedly (exit code 137); its log: {stack.State}/logs/node-1.log", stack.Output.Split('\n')[^1]);
        await ProcessTree.EndedAsync(processes);
    }

    [Fact]
    public async Task Killing_the_launcher_leaves_nothing_behind()
    {
        await using var stack = LaunchedStack.Start();
        await stack.ReadyAsync();
        var processes = ProcessTree.Descendants(stack.Id);
        stack.Kill();
        await stack.ExitCodeAsync();
        await ProcessTree.EndedAsync(processes);
    }
}
