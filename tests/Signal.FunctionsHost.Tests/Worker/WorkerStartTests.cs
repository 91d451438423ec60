namespace Signal.FunctionsHost.Tests.Worker;

/// <summary>A worker that fails to start leaves a one-sentence error, exit code 1 and no process.</summary>
public class WorkerStartTests
{
    [Theory]
    [InlineData("crash", "the app has no colour")]
    [InlineData("complain", "set Colour to red or blue")]
    [InlineData("silent", "the worker exited before it was ready (exit code 3)")]
    [InlineData("hang", "the worker did not connect in 5 seconds; its last line: waiting for a colour")]
    [InlineData("garbage", "the worker's stream ended before it was ready")]
    public async Task It_does_not_start(string kind, string sentence)
    {
        var mark = Guid.NewGuid().ToString();
        await using var host = HostProgram.StartApp(
            TestApp.Settings(("Test__Start", kind), ("Test__Seconds", "1000"), ("Test__Mark", mark)), "--start-timeout", "5");
        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Equal($"error: {sentence}", host.Output);
        Assert.Empty(HostProgram.ProcessesWith("Test__Mark", mark));
    }
}
