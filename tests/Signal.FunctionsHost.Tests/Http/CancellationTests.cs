using Microsoft.Extensions.Time.Testing;

namespace Signal.FunctionsHost.Tests.Http;

public class CancellationTests
{
    [Fact]
    public async Task A_client_that_disconnects_cancels_its_function()
    {
        await using var app = await TestApp.StartAsync();
        using var leave = new CancellationTokenSource();
        var request = app.Http.GetAsync(new Uri("/app/wait", UriKind.Relative), leave.Token);
        Assert.Equal("waiting", await app.NextAsync());
        await leave.CancelAsync();
        Assert.Equal("cancelled", await app.NextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task A_function_that_takes_longer_than_functionTimeout_is_cancelled_and_answers_500()
    {
        var time = new FakeTimeProvider();
        await using var app = await TestApp.StartAsync(time, ("AzureFunctionsJobHost__functionTimeout", "01:00:00"));
        var worker = app.Host.WorkerProcessId;
        var answer = app.StatusAsync("/app/wait");
        Assert.Equal("waiting", await app.NextAsync());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("cancelled", await app.NextAsync());
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, await answer);
        Assert.Equal(worker, app.Host.WorkerProcessId);
    }

    [Fact]
    public async Task A_stop_waits_for_the_running_request()
    {
        var app = await TestApp.StartAsync();
        var worker = app.Host.WorkerProcessId!.Value;
        var answer = app.GetAsync("/app/slow");
        Assert.Equal("slow", await app.NextAsync());
        await app.Host.DisposeAsync();
        Assert.Contains("done", await answer, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"/proc/{worker}"));
        app.Http.Dispose();
    }
}
